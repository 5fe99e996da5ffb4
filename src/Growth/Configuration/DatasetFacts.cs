namespace PgGanLab.Growth.Configuration;

/// <summary>What planning needs to know of a dataset.</summary>
/// <param name="Name">Name in the lab, such as <c>fashion-mnist</c>.</param>
/// <param name="Fingerprint">SHA-256 of its content, lower-case hex; enters every phase key.</param>
/// <param name="Resolution">Pixels of its largest images, a power of two.</param>
/// <param name="Channels">1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
/// <param name="Images">How many images it holds.</param>
/// <param name="Labels">How many classes it has; 0 without labels.</param>
public sealed record DatasetFacts(
    string Name, string Fingerprint, int Resolution, int Channels, int Images, int Labels);
