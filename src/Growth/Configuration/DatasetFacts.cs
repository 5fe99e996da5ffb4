namespace PgGanLab.Growth.Configuration;

/// <summary>A dataset of the lab: all that planning needs to know of it.</summary>
/// <param name="Name">Name in the lab, such as <c>fashion-mnist</c>.</param>
/// <param name="Fingerprint">SHA-256 of its content, lower-case hex; enters every phase key.</param>
/// <param name="Resolution">Pixels of its largest images, a power of two.</param>
/// <param name="Channels">1 (grey), 3 (RGB) or 4 (RGB and alpha).</param>
/// <param name="Images">How many images it holds.</param>
/// <param name="Labels">How many classes it has; 0 without labels.</param>
public sealed record DatasetFacts(string Name, string Fingerprint, int Resolution, int Channels, int Images, int Labels)
{
    /// <summary>Its folder in the store directory, relative to it.</summary>
    public string Path => PathOf(Name, Fingerprint);

    /// <summary>The folder of a content in the store directory: one for each.</summary>
    /// <param name="name">Name in the lab.</param>
    /// <param name="fingerprint">SHA-256 of the content, lower-case hex.</param>
    public static string PathOf(string name, string fingerprint) =>
        $"datasets/{name}-{fingerprint[..Math.Min(12, fingerprint.Length)]}";
}
