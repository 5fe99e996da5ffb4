using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Determinism;

namespace PgGanLab.Growth.Search;

/// <summary>
/// What a sweep varies and how it chooses. The same definition always gives the same points in the same order.
/// </summary>
/// <param name="Strategy">Grid, random or list.</param>
/// <param name="Dimensions">The settings that vary; none makes one experiment of the base.</param>
/// <param name="Seed">Seed of the random strategy.</param>
public sealed record SearchSpace(SearchStrategy Strategy, ImmutableArray<SearchDimension> Dimensions, long Seed)
{
    /// <summary>Draws in a row that were there before, after which chance is not asked any more.</summary>
    private const int MostMisses = 10_000;

    /// <summary>Most points that are listed one by one.</summary>
    private const long MostListed = 1_000_000;

    public static SearchSpace Empty { get; } = new(SearchStrategy.Grid, [], 0);

    /// <summary>The points of the list strategy.</summary>
    public ImmutableArray<SearchPoint> Listed { get; init; } = [];

    /// <summary>How many points there are (10^15 stands for more); 0 under the random strategy.</summary>
    public long Size => Strategy switch
    {
        SearchStrategy.Grid => Combinations!.Value,
        SearchStrategy.List => Listed.Length,
        _ => 0,
    };

    /// <summary>
    /// The points in order. Those of a random search are all different, don't depend on the order of dimensions,
    /// and end only where the space has no other: take as many as the budget allows.
    /// </summary>
    public IEnumerable<SearchPoint> Points() => Strategy switch
    {
        SearchStrategy.Grid => Grid(Dimensions),
        SearchStrategy.List => Listed,
        _ => Draws(),
    };

    /// <summary>How many different points its dimensions have; null where there is no end of them.</summary>
    public long? Combinations => Dimensions.Any(d => d.GridValues is null)
        ? null
        : (long)Math.Min(Dimensions.Aggregate(1.0, (size, d) => size * d.GridValues!.Count), 1e15);

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

    /// <summary>Different draws; when chance hardly finds another one, the rest in order.</summary>
    private IEnumerable<SearchPoint> Draws()
    {
        var size = Combinations ?? long.MaxValue;
        var drawn = new HashSet<SearchPoint>();
        var misses = 0;
        for (var i = 0L; drawn.Count < size && misses < MostMisses; i++)
        {
            var point = Draw(i);
            misses = drawn.Contains(point) ? misses + 1 : 0;
            if (drawn.Add(point))
                yield return point;
        }
        if (drawn.Count >= size || size > MostListed)
            yield break;
        foreach (var rare in Grid([.. Dimensions.OrderBy(d => d.Setting)]).Where(drawn.Add))
            yield return rare;
    }

    private SearchPoint Draw(long number)
    {
        double Drawn(SearchDimension dimension) => dimension.At(Uniform($"search/{dimension.Setting}", number));
        return new SearchPoint("", Dimensions.ToImmutableSortedDictionary(d => d.Setting, Drawn));
    }

    private double Uniform(string stream, long draw) =>
        (RandomStream.Seed(Seed, stream, draw) >> 10) * (1.0 / (1L << 53));

    public bool Equals(SearchSpace? other) =>
        other is not null
        && Strategy == other.Strategy
        && Seed == other.Seed
        && Dimensions.SequenceEqual(other.Dimensions)
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
}

/// <summary>One point of a search space.</summary>
/// <param name="Name">What its author calls it; empty for what its settings say.</param>
/// <param name="Settings">Where it differs from the base.</param>
public sealed record SearchPoint(string Name, ImmutableSortedDictionary<SettingKey, double> Settings)
{
    public bool Equals(SearchPoint? other) =>
        other is not null && Name == other.Name && Settings.SequenceEqual(other.Settings);

    public override int GetHashCode() =>
        Settings.Aggregate(Name.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
