using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>One experiment with everything that a ranking can compare of it.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="PlannedNimg">Real images that it is shown in all.</param>
/// <param name="Results">Its measurements, at most one for each resolution, nimg and number of images.</param>
public sealed record Contender(string Experiment, long PlannedNimg, ImmutableArray<RankedResult> Results);
