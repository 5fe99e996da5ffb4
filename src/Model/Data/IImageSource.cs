using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>Images on their way into a dataset: all of one square size, a power of two.</summary>
public interface IImageSource : IDisposable
{
    /// <summary>Pixels of a side, a power of two from 4.</summary>
    int Resolution { get; }

    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and alpha).</summary>
    int Channels { get; }

    /// <summary>How many images there are, damaged ones included.</summary>
    int Count { get; }

    /// <summary>Number of classes; 0 without labels.</summary>
    int Labels { get; }

    /// <summary>Names of the classes, one for each; empty where they have none.</summary>
    IReadOnlyList<string> Classes => [];

    /// <summary>What should be known of it before it is read, a sentence each.</summary>
    IReadOnlyList<string> Remarks => [];

    /// <summary>
    /// What to say where no image can be used: one sentence, such as which other kind takes them; null
    /// where there is nothing to say.
    /// </summary>
    string? Advice => null;

    /// <summary>
    /// Images that were used although something was wrong with them, in order; complete when all images were read.
    /// </summary>
    IReadOnlyList<DamagedImage> Warnings => [];

    /// <summary>Reads one image: from any thread, in any order.</summary>
    /// <param name="index">0 to Count - 1.</param>
    /// <param name="pixels">[C,R,R], filled in.</param>
    /// <returns>Its class, 0 to Labels - 1; 0 without labels.</returns>
    /// <exception cref="DamagedImageException">It can't be used.</exception>
    int Read(int index, Span<byte> pixels);

    /// <summary>Closes its files, if it holds any.</summary>
    void IDisposable.Dispose() => GC.SuppressFinalize(this);
}
