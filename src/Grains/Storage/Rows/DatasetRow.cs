namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A dataset of the lab, with its present content.</summary>
internal sealed class DatasetRow
{
    public required string Name { get; init; }

    public required string Fingerprint { get; set; }

    public required int Resolution { get; set; }

    public required int Channels { get; set; }

    public required int Images { get; set; }

    public required int Labels { get; set; }

    /// <summary>Relative to the store directory.</summary>
    public required string Path { get; set; }
}
