using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Search.Expressions;

namespace PgGanLab.Growth.Search;

/// <summary>
/// What a sweep varies and how it chooses. The same definition always gives the same points in the same order.
/// </summary>
/// <param name="Strategy">How points are chosen.</param>
/// <param name="Dimensions">The settings that vary; none makes one experiment of the base.</param>
/// <param name="Seed">Seed of all that is drawn.</param>
public sealed record SearchSpace(SearchStrategy Strategy, ImmutableArray<SearchDimension> Dimensions, long Seed)
{
    /// <summary>Draws in a row that were there before, after which chance is not asked any more.</summary>
    private const int MostMisses = 10_000;

    /// <summary>Most points that are listed one by one.</summary>
    private const long MostListed = 1_000_000;

    public static SearchSpace Empty { get; } = new(SearchStrategy.Grid, [], 0);

    /// <summary>The points of the list strategy.</summary>
    public ImmutableArray<SearchPoint> Listed { get; init; } = [];

    /// <summary>Settings that follow from others.</summary>
    public ImmutableArray<DerivedSetting> Derived { get; init; } = [];

    /// <summary>What must hold for every point.</summary>
    public ImmutableArray<SettingExpression> Constraints { get; init; } = [];

    /// <summary>Points that come before all that are drawn.</summary>
    public ImmutableArray<SearchPoint> TryFirst { get; init; } = [];

    /// <summary>
    /// Most experiments of a search that learns which are in training at once; null: as many as there are workers.
    /// </summary>
    public int? Parallel { get; init; }

    /// <summary>How many points there are before constraints (10^15 stands for more); 0 where they are drawn.</summary>
    public long Size => Strategy switch
    {
        SearchStrategy.Grid => Combinations!.Value,
        SearchStrategy.List => Listed.Length,
        _ => 0,
    };

    /// <summary>How many different points its dimensions have; null where there is no end of them.</summary>
    public long? Combinations => Dimensions.Any(d => d.GridValues is null)
        ? null
        : (long)Math.Min(Dimensions.Aggregate(1.0, (size, d) => size * d.GridValues!.Count), 1e15);

    /// <summary>Whether its points are drawn, as many as a budget allows; else they are all listed.</summary>
    public bool IsDrawn => Strategy is not (SearchStrategy.Grid or SearchStrategy.List);

    /// <summary>Whether points are chosen from the results of earlier ones.</summary>
    public bool Learns => Strategy is SearchStrategy.Tpe or SearchStrategy.Gp;

    /// <summary>As written in files.</summary>
    public string StrategyName => Strategy.ToString().ToLowerInvariant();

    /// <summary>Whether some of its combinations may be forbidden, or be the same.</summary>
    public bool MayDropPoints => !Constraints.IsEmpty || Dimensions.Any(d => d.When is not null);

    /// <summary>
    /// The points in order, without those that constraints forbid. Those that are drawn are all different, don't depend
    /// on the order of dimensions, and end only where the space has no other: take as many as the budget allows.
    /// </summary>
    /// <param name="common">The sweep's base, on which conditions, constraints and derived settings look.</param>
    /// <exception cref="InvalidInputException">A setting can't have what follows for it.</exception>
    public IEnumerable<SearchPoint> Points(SettingList common)
    {
        var rules = new PointRules(this, common);
        return Strategy switch
        {
            SearchStrategy.Grid => Grid(Dimensions).Select(rules.Complete).OfType<SearchPoint>().Distinct(),
            SearchStrategy.List => Listed,
            _ => Draws(rules),
        };
    }

    /// <summary>The points to try first, whole.</summary>
    internal IEnumerable<SearchPoint> FirstPoints(PointRules rules) =>
        TryFirst.Select((point, i) => rules.Complete(point, $"search.tryFirst[{i + 1}]"));

    /// <summary>The values that draw <paramref name="number"/> chooses, before what follows from them.</summary>
    internal SearchPoint Draw(long number)
    {
        var places = Places(number);
        return AtPlaces([.. Dimensions.Select(d => places[d.Setting])]);
    }

    /// <summary>The values at places of the dimensions.</summary>
    /// <param name="places">One for each dimension, in their order, in [0, 1).</param>
    internal SearchPoint AtPlaces(IReadOnlyList<double> places) => new("", Dimensions
        .Select((d, i) => KeyValuePair.Create(d.Setting, d.At(places[i]))).ToImmutableSortedDictionary());

    private static IEnumerable<SearchPoint> Grid(ImmutableArray<SearchDimension> dimensions)
    {
        var values = dimensions.Select(d => (d.Setting, Values: d.GridValues!)).Reverse().ToArray();
        var size = values.Aggregate(1.0, (size, d) => size * d.Values.Count);
        for (var i = 0L; i < size; i++)
        {
            var rest = i;
            var point = ImmutableSortedDictionary.CreateBuilder<SettingKey, double>();
            foreach (var (setting, listed) in values)
            {
                point[setting] = listed[(int)(rest % listed.Count)];
                rest /= listed.Count;
            }
            yield return new SearchPoint("", point.ToImmutable());
        }
    }

    /// <summary>Different points; when chance hardly finds another one, the rest in order.</summary>
    private IEnumerable<SearchPoint> Draws(PointRules rules)
    {
        var size = Combinations ?? long.MaxValue;
        var (drawn, points) = (new HashSet<SearchPoint>(), new HashSet<SearchPoint>());
        foreach (var first in FirstPoints(rules).Where(points.Add))
            yield return first;
        var misses = 0;
        for (var i = 0L; drawn.Count < size && misses < MostMisses; i++)
        {
            var draw = Draw(i);
            misses++;
            if (!drawn.Add(draw) || Allowed(draw, rules) is not { } point || !points.Add(point))
                continue;
            misses = 0;
            yield return point;
        }
        if (drawn.Count >= size || size > MostListed)
            yield break;
        foreach (var rare in Grid([.. Dimensions.OrderBy(d => d.Setting)]).Where(drawn.Add)
            .Select(rare => Allowed(rare, rules)).OfType<SearchPoint>().Where(points.Add))
            yield return rare;
    }

    /// <summary>The whole point; null where a constraint, or the range of a derived setting, forbids it.</summary>
    internal static SearchPoint? Allowed(SearchPoint draw, PointRules rules)
    {
        try
        {
            return rules.CompleteDrawn(draw);
        }
        catch (InvalidInputException)
        {
            return null;            // where all draws are so, the plan says why
        }
    }

    private Dictionary<SettingKey, double> Places(long number)
    {
        if (Strategy == SearchStrategy.Random || Dimensions.Length > SobolSequence.MostDimensions)
            return Dimensions.ToDictionary(d => d.Setting, d => Uniform($"search/{d.Setting}", number));
        return Dimensions.OrderBy(d => d.Setting).Select((d, i) => (d.Setting, Index: i)).ToDictionary(
            d => d.Setting,
            d => SobolSequence.Scrambled(number, d.Index, RandomStream.Seed(Seed, $"sobol/{d.Setting}", 0)));
    }

    private double Uniform(string stream, long draw) =>
        (RandomStream.Seed(Seed, stream, draw) >> 10) * (1.0 / (1L << 53));

    public bool Equals(SearchSpace? other) =>
        other is not null
        && Strategy == other.Strategy
        && Seed == other.Seed
        && Parallel == other.Parallel
        && Dimensions.SequenceEqual(other.Dimensions)
        && Derived.SequenceEqual(other.Derived)
        && Constraints.SequenceEqual(other.Constraints)
        && TryFirst.SequenceEqual(other.TryFirst)
        && Listed.SequenceEqual(other.Listed);

    public override int GetHashCode() => Dimensions.Aggregate(HashCode.Combine(Strategy, Seed), HashCode.Combine);
}

/// <summary>How a sweep chooses points of its search space.</summary>
public enum SearchStrategy
{
    /// <summary>Every combination of every listed value.</summary>
    Grid,

    /// <summary>Different draws, each a pure function of the search seed and the draw's number.</summary>
    Random,

    /// <summary>The points that its author lists, such as the rows of an ablation.</summary>
    List,

    /// <summary>Scrambled Sobol points, which fill the space more evenly than random draws.</summary>
    Sobol,

    /// <summary>Where good results are dense and others are not (<see cref="Learning.TreeParzen"/>).</summary>
    Tpe,

    /// <summary>
    /// Where a Gaussian process expects the greatest improvement (<see cref="Learning.ExpectedImprovement"/>).
    /// </summary>
    Gp,
}
