using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>One setting that a sweep varies.</summary>
/// <param name="Setting">Which setting, with its resolution where it has one.</param>
public abstract record SearchDimension(SettingKey Setting)
{
    /// <summary>Values that a grid takes; null where the dimension is continuous.</summary>
    public abstract IReadOnlyList<double>? GridValues { get; }

    /// <summary>The value at <paramref name="u"/>, uniform in [0, 1).</summary>
    public abstract double At(double u);
}

/// <summary>A list of values, all equally likely.</summary>
public sealed record ChoiceDimension(SettingKey Setting, ImmutableArray<double> Values) : SearchDimension(Setting)
{
    public override IReadOnlyList<double> GridValues => Values;

    public override double At(double u) => Values[(int)(u * Values.Length)];

    public bool Equals(ChoiceDimension? other) =>
        other is not null && Setting == other.Setting && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(Setting.GetHashCode(), HashCode.Combine);
}

/// <summary>
/// An interval, drawn from uniformly or, on a log scale, uniformly in the logarithm. Whole-number settings are rounded,
/// resolutions to powers of two.
/// </summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Minimum">Least value, included.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Log">Log scale; the minimum is then greater than 0.</param>
public sealed record RangeDimension(
    SettingKey Setting, double Minimum, double Maximum, bool Log) : SearchDimension(Setting)
{
    public override IReadOnlyList<double>? GridValues => null;

    public override double At(double u)
    {
        if (Setting.Definition.Kind == SettingKind.Integer && !Log)
            return Math.Min(Math.Floor(Minimum + u * (Maximum - Minimum + 1)), Maximum);
        var value = Log ? Minimum * Math.Pow(Maximum / Minimum, u) : Minimum + u * (Maximum - Minimum);
        return Setting.Definition.Kind switch
        {
            SettingKind.Integer => Math.Round(value),
            SettingKind.Resolution => Math.Pow(2, Math.Round(Math.Log2(value))),
            _ => value,
        };
    }
}
