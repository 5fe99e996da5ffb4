namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A fact about the whole lab.</summary>
internal sealed class LabRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
