using System.Collections.Immutable;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>A line of the ranking: a point with its seeds, or one experiment where no point has several.</summary>
/// <param name="Point">The point; null for an experiment alone.</param>
/// <param name="Seeds">Its experiments, best first; at least one.</param>
public sealed record RankingLine(PointSummary? Point, ImmutableArray<ExperimentSummary> Seeds)
{
    public static ImmutableArray<RankingLine> Of(SweepView sweep)
    {
        if (sweep.Points.IsEmpty)
            return [.. sweep.Experiments.Select(e => new RankingLine(null, [e]))];
        var pointOf = sweep.Points.SelectMany(p => p.Experiments.Select(number => (number, p)))
            .ToDictionary(p => p.number, p => p.p);
        var seeds = sweep.Experiments.Where(e => pointOf.ContainsKey(e.Number)).ToLookup(e => pointOf[e.Number]);
        return [.. sweep.Points.Select(p => new RankingLine(p, [.. seeds[p]]))];
    }

    public int Number => Seeds.Min(e => e.Number);

    public int? Rank => Point is null ? Seeds[0].Rank : Point.Rank;

    /// <summary>What the column of SWD shows: the mean of a point, an experiment's own.</summary>
    public Measurement? Swd => Point is null ? Seeds[0].RankedSwd ?? Seeds[0].Swd : Point.Swd;

    /// <summary>Share of its images that were shown, 0 to 1.</summary>
    public double Progress => Nimg / (double)TotalImages;

    public long Nimg => Seeds.Sum(e => e.Nimg);

    public long TotalImages => Seeds.Sum(e => e.TotalImages);

    public double ImagesPerSecond => Seeds.Sum(e => e.ImagesPerSecond);

    /// <summary>Of the seed that takes longest; null while unknown or ended.</summary>
    public double? SecondsLeft => Seeds.Max(e => e.SecondsLeft);
}
