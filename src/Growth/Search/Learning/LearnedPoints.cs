using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>A point of a search that learns, and what came of it.</summary>
/// <param name="Point">Its settings.</param>
/// <param name="State">How it stands.</param>
/// <param name="Value">What it reached, less is better; NaN unless it is finished.</param>
public sealed record TriedPoint(SearchPoint Point, TrialState State, double Value);

/// <summary>
/// Proposes points from what came of earlier ones: a function of the space and of those alone, so that a search goes on
/// after any crash as if nothing had happened.
/// </summary>
internal sealed class LearnedPoints
{
    /// <summary>Decisions in a row that may propose what there was before; then points are drawn.</summary>
    private const int MostAttempts = 20;

    private readonly SearchSpace space;
    private readonly SettingList common;
    private readonly PointRules rules;
    private readonly LearningSpace learning;

    /// <param name="space">A space whose strategy learns.</param>
    /// <param name="common">The sweep's base.</param>
    public LearnedPoints(SearchSpace space, SettingList common)
    {
        this.space = space;
        this.common = common;
        rules = new PointRules(space, common);
        learning = new LearningSpace([.. space.Dimensions.Select(d => d.Axis)], Look);
    }

    /// <summary>
    /// What to try next, best first, all different and none tried before; it ends where the space has no other. Whoever
    /// asks takes the first that breaks no rule and trains something new.
    /// </summary>
    /// <param name="tried">All earlier points, in the order of their proposal.</param>
    public IEnumerable<SearchPoint> Next(IReadOnlyList<TriedPoint> tried)
    {
        var seen = tried.Select(t => t.Point).ToHashSet();
        foreach (var first in space.FirstPoints(rules).Where(seen.Add))
            yield return first;
        if (tried.Count(t => t.State is TrialState.Finished or TrialState.Lost) >= StartupOf(space)
            && tried.Any(t => t.State == TrialState.Finished))
            foreach (var learned in Learned(tried).Where(seen.Add))
                yield return learned;
        foreach (var drawn in space.Points(common).Where(seen.Add))
            yield return drawn;
    }

    /// <summary>Results before which points are drawn.</summary>
    public static int StartupOf(SearchSpace space) => space.Strategy == SearchStrategy.Tpe
        ? TreeParzen.Startup
        : ExpectedImprovement.Startup(space.Dimensions.Length);

    private IEnumerable<SearchPoint> Learned(IReadOnlyList<TriedPoint> tried)
    {
        ImmutableArray<Trial> trials = [.. tried.Where(t => t.State != TrialState.Cancelled)
            .Select(t => new Trial(PlacesOf(t.Point), t.State, t.Value))];
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var random = new SearchRandom(space.Seed, $"{space.StrategyName}/{attempt}", tried.Count);
            var places = space.Strategy == SearchStrategy.Tpe
                ? TreeParzen.Propose(learning, trials, random)
                : ExpectedImprovement.Propose(learning, trials, random);
            if (places is not null && SearchSpace.Allowed(space.AtPlaces(places), rules) is { } point)
                yield return point;
        }
    }

    private ImmutableArray<double> PlacesOf(SearchPoint point) =>
        [.. space.Dimensions.Select(d => point.Settings.TryGetValue(d.Setting, out var v) ? d.PlaceOf(v) : double.NaN)];

    private bool[]? Look(double[] places) =>
        SearchSpace.Allowed(space.AtPlaces(places), rules) is { } point
            ? [.. space.Dimensions.Select(d => point.Settings.ContainsKey(d.Setting))]
            : null;
}
