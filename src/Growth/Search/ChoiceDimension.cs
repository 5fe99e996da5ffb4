using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>A list of values, all equally likely.</summary>
public sealed record ChoiceDimension(SettingKey Setting, ImmutableArray<double> Values) : SearchDimension(Setting)
{
    public override IReadOnlyList<double> GridValues => Values;

    public override double At(double u) => Values[(int)(u * Values.Length)];

    public bool Equals(ChoiceDimension? other) => other is not null && Setting == other.Setting && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(Setting.GetHashCode(), HashCode.Combine);
}
