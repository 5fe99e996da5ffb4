namespace PgGanLab.Model.Metrics;

/// <summary>Images that are in memory.</summary>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="Size">Pixels of a side.</param>
/// <param name="Images">[C,R,R] uint8 each.</param>
public sealed record ImageSet(int Channels, int Size, IReadOnlyList<ReadOnlyMemory<byte>> Images) : IImageSequence
{
    public int Count => Images.Count;

    public void Read(int first, Span<byte> pixels, CancellationToken stop)
    {
        var bytes = this.ImageBytes();
        for (var i = 0; i < pixels.Length / bytes; i++)
            Images[first + i].Span.CopyTo(pixels[(i * bytes)..]);
    }
}
