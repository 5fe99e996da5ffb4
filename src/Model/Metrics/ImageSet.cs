namespace PgGanLab.Model.Metrics;

/// <summary>Images of one size to be compared with others.</summary>
/// <param name="Channels">1 (grey, stands for three equal channels) or 3.</param>
/// <param name="Size">Pixels of a side.</param>
/// <param name="Images">[C,R,R] uint8 each.</param>
public sealed record ImageSet(int Channels, int Size, IReadOnlyList<ReadOnlyMemory<byte>> Images);
