namespace PgGanLab.Grains.Catalog;

/// <summary>A dataset of the lab.</summary>
/// <param name="Name">Such as <c>fashion-mnist</c>.</param>
/// <param name="Fingerprint">SHA-256 of its content, lower-case hex.</param>
/// <param name="Resolution">Pixels of its largest images.</param>
/// <param name="Channels">1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
/// <param name="Images">How many.</param>
/// <param name="Labels">Number of classes; 0 without labels.</param>
/// <param name="Path">Its folder in the store directory, relative to it.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.dataset")]
public sealed record DatasetView(
    [property: Id(0)] string Name, [property: Id(1)] string Fingerprint, [property: Id(2)] int Resolution, [property: Id(3)] int Channels,
    [property: Id(4)] int Images, [property: Id(5)] int Labels, [property: Id(6)] string Path);
