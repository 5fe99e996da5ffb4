namespace PgGanLab.Model.Metrics;

/// <summary>Images of one size in a fixed order, read some at a time, so that a measurement never needs them all in memory.</summary>
public interface IImageSequence
{
    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and opacity).</summary>
    int Channels { get; }

    /// <summary>Pixels of a side.</summary>
    int Size { get; }

    /// <summary>Images.</summary>
    int Count { get; }

    /// <summary>Reads as many images as fit; the same place gives the same images at every call.</summary>
    /// <param name="first">Place of the first, 0 to Count - 1.</param>
    /// <param name="pixels">[n,C,R,R] uint8.</param>
    /// <param name="stop">Abandons the work.</param>
    void Read(int first, Span<byte> pixels, CancellationToken stop);
}
