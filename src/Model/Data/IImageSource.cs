namespace PgGanLab.Model.Data;

/// <summary>Images on their way into a dataset: all of one square size, a power of two.</summary>
public interface IImageSource
{
    /// <summary>Pixels of a side, a power of two from 4.</summary>
    int Resolution { get; }

    /// <summary>1 (grey) or 3 (RGB).</summary>
    int Channels { get; }

    /// <summary>How many images there are.</summary>
    int Count { get; }

    /// <summary>Number of classes; 0 without labels.</summary>
    int Labels { get; }

    /// <summary>Reads one image. Images are asked for in order, each once.</summary>
    /// <param name="index">0 to Count - 1.</param>
    /// <param name="pixels">[C,R,R], filled in.</param>
    /// <returns>Its class, 0 to Labels - 1; 0 without labels.</returns>
    int Read(int index, Span<byte> pixels);
}
