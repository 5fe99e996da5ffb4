using System.Collections.Immutable;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>Phases as pages see them.</summary>
internal static class PhaseViews
{
    /// <summary>Shows phases that can never be trained, because one before them diverged or failed, as what that one is.</summary>
    /// <param name="phases">Parents before children.</param>
    public static ImmutableArray<PhaseView> WithLostOnes(IEnumerable<PhaseView> phases)
    {
        var lost = new Dictionary<string, PhaseView>();
        return [.. phases.Select(phase =>
        {
            var seen = phase.Status == PhaseStatus.Queued && phase.Parent is { } parent && lost.TryGetValue(parent, out var cause)
                ? phase with { Status = cause.Status, Reason = cause.Reason }
                : phase;
            if (seen.Status is PhaseStatus.Diverged or PhaseStatus.Failed)
                lost[seen.Key] = seen;
            return seen;
        })];
    }
}
