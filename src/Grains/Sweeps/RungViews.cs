using System.Collections.Immutable;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Shows who waits at which rung, who went on, and why.</summary>
internal static class RungViews
{
    /// <summary>One for each rung; none without a stopping rule.</summary>
    public static ImmutableArray<RungView> Of(SweepRecord record)
    {
        if (record.Sweep.Stopping is not { } policy)
            return [];
        var points = SweepRace.Points(policy, record.Experiments, record.RungResults);
        var brackets = Brackets.Of(policy, points.Length);
        var seeds = record.Experiments.ToLookup(e => policy.PointOf(e.Number), e => e.Number);
        var byHand = record.Promotions.Where(p => p.ByHand).Select(p => (p.Point, p.Rung)).ToHashSet();
        return
        [
            .. policy.Rungs.Select((rung, index) => new RungView
            {
                Resolution = rung.Resolution,
                Kimg = rung.Nimg / 1000.0,
                Underway = points.Count(p => p.Rung == index && p.State == RacingState.Underway),
                Points =
                [
                    .. points.Where(p => p.At(index) is not null).OrderBy(p => brackets[p.Index])
                        .ThenBy(p => p.At(index)).ThenBy(p => p.Index)
                        .Select(p => Entry(
                            p, index, brackets[p.Index], byHand.Contains((p.Index, index)), seeds[p.Index], record)),
                ],
            }),
        ];
    }

    /// <summary>Number of each experiment that its sweep's rule holds to why.</summary>
    public static Dictionary<int, string> Reasons(SweepRecord record)
    {
        if (record.Sweep.Stopping is not { } policy || !record.Experiments.Any(e => e.IsHeld))
            return [];
        var points = SweepRace.Points(policy, record.Experiments, record.RungResults);
        var brackets = Brackets.Of(policy, points.Length);
        if (policy.Population is not null)
            return record.Experiments.Where(e => e.IsHeld && points[e.Number - 1].State == RacingState.Waiting)
                .ToDictionary(e => e.Number, e => StoppingReasons.Of(
                    policy, MemberRace.Of(policy, points, e.Rung), points[e.Number - 1]));
        var areAll = record.Sweep.Planned is null;
        var races = points.Where(p => p.State == RacingState.Waiting).Select(p => (Bracket: brackets[p.Index], p.Rung))
            .Distinct().ToDictionary(r => r, r => RungRace.Of(
                policy, [.. points.Where(p => brackets[p.Index] == r.Bracket)], r.Rung, areAll));
        return record.Experiments.Where(e => e.IsHeld).ToDictionary(e => e.Number, e =>
        {
            var point = points[policy.PointOf(e.Number)];
            return point.State == RacingState.Waiting
                ? StoppingReasons.Of(policy, races[(brackets[point.Index], point.Rung)], point)
                : $"Waits at {policy.Rungs[e.Rung]}: "
                    + (point.State == RacingState.Lost ? "another seed of its point diverged."
                        : "the other seeds of its point are on their way.");
        });
    }

    private static RungPointView Entry(
        RacingPoint point, int rung, int bracket, bool byHand, IEnumerable<int> experiments, SweepRecord record) =>
        new()
        {
            Experiments = [.. experiments],
            Bracket = bracket + 1,
            Swd = double.IsFinite(point.Values[rung]) ? point.Values[rung] : null,
            CopyOf = Copied(record, point, rung),
            Outcome = Copied(record, point, rung) is not null ? RungOutcome.Copied
                : point.Rung > rung ? byHand ? RungOutcome.PromotedByHand : RungOutcome.Promoted
                : point.State == RacingState.Lost ? RungOutcome.Lost
                : RungOutcome.Paused,
        };

    private static int? Copied(SweepRecord record, RacingPoint point, int rung) =>
        record.Forks.FirstOrDefault(f => f.Rung == rung && f.Experiment == point.Index + 1)?.Source;
}
