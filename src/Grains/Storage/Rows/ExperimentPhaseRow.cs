namespace PgGanLab.Grains.Storage.Rows;

/// <summary>A step of an experiment's path.</summary>
internal sealed class ExperimentPhaseRow
{
    public required string ExperimentId { get; init; }

    /// <summary>0 for the first phase.</summary>
    public required int Index { get; init; }

    public required string Phase { get; init; }
}
