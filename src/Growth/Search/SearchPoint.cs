using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>One point of a search space.</summary>
/// <param name="Name">What its author calls it; empty for what its settings say.</param>
/// <param name="Settings">Where it differs from the base.</param>
public sealed record SearchPoint(string Name, ImmutableSortedDictionary<SettingKey, double> Settings)
{
    public bool Equals(SearchPoint? other) => other is not null && Name == other.Name && Settings.SequenceEqual(other.Settings);

    public override int GetHashCode() => Settings.Aggregate(Name.GetHashCode(StringComparison.Ordinal), HashCode.Combine);
}
