using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Search.Learning;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Sweeps;

/// <summary>A member of a population at a rung, as others may copy it.</summary>
/// <param name="Varied">Its settings that differ from the base, as it went on from there.</param>
/// <param name="End">The phase that ends at the rung.</param>
public sealed record CopiedMember(ImmutableSortedDictionary<SettingKey, double> Varied, PlannedPhase End);

/// <summary>How a copy goes on.</summary>
/// <param name="Varied">Its settings that differ from the base.</param>
/// <param name="Settings">All settings that differ from the paper's defaults.</param>
/// <param name="Configuration">The full configuration.</param>
/// <param name="Phases">What follows the phase that it copies.</param>
public sealed record MemberCopy(
    ImmutableSortedDictionary<SettingKey, double> Varied, SettingList Settings, TrainingConfiguration Configuration,
    ImmutableArray<PlannedPhase> Phases);

/// <summary>
/// What copies try: the settings of whom they copy, some of them perturbed or drawn anew. A function of the definition
/// and of its arguments alone.
/// </summary>
public static class MemberCopies
{
    /// <summary>Changes in a row that break a rule or train the same; then there is taken to be no other.</summary>
    private const int MostMisses = 200;

    /// <summary>The copy of a member.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="policy">Its rule, which has a population.</param>
    /// <param name="dataset">What it trains on.</param>
    /// <param name="source">Who is copied.</param>
    /// <param name="step">Who copies it, and where.</param>
    /// <param name="taken">Last phases of other members: no copy trains the same.</param>
    /// <returns>Null where nothing new is found.</returns>
    public static MemberCopy? Of(
        SweepDefinition sweep, StoppingPolicy policy, DatasetFacts dataset, CopiedMember source, MemberStep step,
        IReadOnlySet<PhaseKey> taken)
    {
        var rules = new PointRules(sweep.Search, sweep.Base);
        var resolution = policy.Rungs[step.Rung].Resolution;
        var explored = sweep.Search.Dimensions.Where(d => policy.Population!.Explore.Contains(d.Name)
            && PopulationPlan.Concerns(d, resolution)).Select(d => d.Setting).ToHashSet();
        for (var attempt = 0; attempt < MostMisses; attempt++)
        {
            var random = new SearchRandom(policy.Population!.Seed, $"pbt/explore/{step.Rung}/{attempt}", step.Member);
            var chosen = sweep.Search.Dimensions.OrderBy(d => d.Setting).ToImmutableSortedDictionary(
                d => d.Setting,
                d => Value(d, source, explored.Contains(d.Setting), policy.Population, random, sweep.Base));
            if (SearchSpace.Allowed(new SearchPoint("", chosen), rules) is { } point
                && Copy(sweep, dataset, source, point) is { } copy && !taken.Contains(copy.Phases[^1].Key))
                return copy;
        }
        return null;
    }

    /// <summary>Null where the changed settings break a rule, or don't fit the weights.</summary>
    private static MemberCopy? Copy(SweepDefinition sweep, DatasetFacts dataset, CopiedMember source, SearchPoint point)
    {
        var settings = sweep.Base.With(point.Settings);
        var configuration = settings.Apply();
        var original = sweep.Base.With(source.Varied).Apply();
        if (SettingCatalog.All.Any(s => PopulationPlan.WhyFixed(new SettingKey(s.Name, null)) is not null
            && !Equals(s.Get(configuration, null), s.Get(original, null))))
            return null;
        try
        {
            return new MemberCopy(
                point.Settings, settings, configuration, ExperimentPath.After(source.End, configuration, dataset));
        }
        catch (InvalidInputException)
        {
            return null;                            // another change is tried
        }
    }

    /// <summary>
    /// The value of a line in the copy. Every line takes as many random numbers, so that they don't depend on what the
    /// others do.
    /// </summary>
    private static double Value(
        SearchDimension line, CopiedMember source, bool isExplored, PopulationOptions options, SearchRandom random,
        SettingList common)
    {
        var (kind, place, up) = (random.Uniform(), random.Uniform(), random.Uniform() < 0.5);
        var counts = source.Varied.TryGetValue(line.Setting, out var value);
        if (!isExplored)
            return counts ? value : line.GridValues is [var only] ? only : common.ValueOf(line.Setting);
        return !counts || kind < options.Resample ? line.At(place) : Perturbed(line, value, up, options.Factor);
    }

    /// <summary>
    /// Numbers are multiplied or divided, within their bounds; of a list of numbers, or of steps, the neighbour is
    /// taken. Words and switches stay: they change by being drawn anew.
    /// </summary>
    private static double Perturbed(SearchDimension line, double value, bool up, double factor)
    {
        var axis = line.Axis;
        if (axis.Levels > 0 && line is not RangeDimension { IsListed: false })
            return axis.IsOrdered ? Neighbour(line, value, up) : value;
        var (least, most, step) = line switch
        {
            RangeDimension range => (range.Minimum, range.Maximum, range.Step),
            NormalDimension normal => (normal.Minimum, normal.Maximum, normal.Step),
            _ => throw new InvalidOperationException($"{line.Name} has neither listed values nor bounds."),
        };
        var moved = Math.Clamp(up ? value * factor : value / factor, least, most);
        return line.Setting.Definition.Kind == SettingKind.Number && step is null
            ? moved
            : Stepped(line, value, moved, up ? step ?? 1 : -(step ?? 1));
    }

    /// <summary>A value that the line takes, next to where it was moved; at least one step from where it was.</summary>
    private static double Stepped(SearchDimension line, double value, double moved, double step)
    {
        var near = line.At(line.PlaceOf(moved));
        if (!near.Equals(value))
            return near;
        var next = line.PlaceOf(value + step);
        return double.IsNaN(next) ? value : line.At(next);
    }

    private static double Neighbour(SearchDimension line, double value, bool up)
    {
        var levels = line.Axis.Levels;
        var level = Math.Clamp((int)(line.PlaceOf(value) * levels), 0, levels - 1);
        var next = level + (up ? 1 : -1);
        if (next < 0 || next >= levels)
            next = 2 * level - next;
        return line.At((Math.Clamp(next, 0, levels - 1) + 0.5) / levels);
    }
}
