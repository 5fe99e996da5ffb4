using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>One point of a search space.</summary>
/// <param name="Name">What its author calls it; empty for what its settings say.</param>
/// <param name="Settings">Where it differs from the base.</param>
public sealed record SearchPoint(string Name, ImmutableSortedDictionary<SettingKey, double> Settings)
{
    public bool Equals(SearchPoint? other) =>
        other is not null
        && Name == other.Name
        && Settings.Count == other.Settings.Count
        && Settings.Zip(other.Settings).All(pair =>
            pair.First.Key == pair.Second.Key && pair.First.Value.Equals(pair.Second.Value));

    /// <summary>Of every value: pairs by themselves would hash their names alone.</summary>
    public override int GetHashCode() => Settings.Aggregate(
        Name.GetHashCode(StringComparison.Ordinal), (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}
