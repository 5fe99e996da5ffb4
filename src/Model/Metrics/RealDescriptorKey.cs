namespace PgGanLab.Model.Metrics;

/// <summary>What decides the descriptors of a dataset's images.</summary>
/// <param name="Dataset">Fingerprint.</param>
/// <param name="Resolution">Pixels of the images.</param>
/// <param name="Images">How many.</param>
/// <param name="Level">Pixels of the pyramid level.</param>
public sealed record RealDescriptorKey(string Dataset, int Resolution, int Images, int Level);
