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
    public static SearchSpace Empty { get; } = new(SearchStrategy.Grid, [], 0);

    /// <summary>The points of the list strategy.</summary>
    public ImmutableArray<SearchPoint> Listed { get; init; } = [];

    /// <summary>
    /// How many points there are (10^15 stands for more); 0 under the random strategy, which has no end.
    /// </summary>
    public long Size => Strategy switch
    {
        SearchStrategy.Grid => (long)Math.Min(Dimensions.Aggregate(1.0, (size, d) => size * d.GridValues!.Count), 1e15),
        SearchStrategy.List => Listed.Length,
        _ => 0,
    };

    /// <summary>The points in order. A random space never ends: take as many as the budget allows. Its draws are
    /// independent of each other and of the order of dimensions.</summary>
    public IEnumerable<SearchPoint> Points() => Strategy switch
    {
        SearchStrategy.Grid => Grid(),
        SearchStrategy.List => Listed,
        _ => Draws(),
    };

    private IEnumerable<SearchPoint> Grid()
    {
        for (var i = 0L; i < Size; i++)
        {
            var rest = i;
            var point = ImmutableSortedDictionary.CreateBuilder<SettingKey, double>();
            foreach (var dimension in Dimensions.Reverse())
            {
                var values = dimension.GridValues!;
                point[dimension.Setting] = values[(int)(rest % values.Count)];
                rest /= values.Count;
            }
            yield return new SearchPoint("", point.ToImmutable());
        }
    }

    private IEnumerable<SearchPoint> Draws()
    {
        for (var i = 0L; ; i++)
        {
            var draw = i;
            double Drawn(SearchDimension dimension) => dimension.At(Uniform($"search/{dimension.Setting}", draw));
            yield return new SearchPoint("", Dimensions.ToImmutableSortedDictionary(d => d.Setting, Drawn));
        }
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

    /// <summary>Independent draws, a pure function of the search seed and the draw's number.</summary>
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
