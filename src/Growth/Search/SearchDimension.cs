using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>
/// One setting that a sweep varies. Strategies see its values as places in [0, 1): equal lengths are equally likely.
/// </summary>
/// <param name="Setting">Which setting, with its resolution where it has one.</param>
public abstract record SearchDimension(SettingKey Setting) : SpaceEntry(Setting)
{
    /// <summary>All values that it takes; null where there is no end of them.</summary>
    public abstract IReadOnlyList<double>? GridValues { get; }

    /// <summary>What its places mean to a strategy that learns.</summary>
    public abstract SearchAxis Axis { get; }

    /// <summary>The value at <paramref name="u"/>, uniform in [0, 1).</summary>
    public abstract double At(double u);

    /// <summary>A place with that value, in the middle of its places; NaN where it does not take the value.</summary>
    public abstract double PlaceOf(double value);
}

/// <summary>How the places of a dimension lie.</summary>
/// <param name="Levels">How many different values it has, in equal parts of [0, 1); 0 for any.</param>
/// <param name="IsOrdered">Whether neighbours are alike; else they are kinds, such as losses.</param>
public readonly record struct SearchAxis(int Levels, bool IsOrdered);

/// <summary>A list of values, all equally likely.</summary>
public sealed record ChoiceDimension(SettingKey Setting, ImmutableArray<double> Values) : SearchDimension(Setting)
{
    public override IReadOnlyList<double> GridValues => Values;

    /// <summary>Numbers that rise or fall are neighbours; words, switches and mixed lists are kinds.</summary>
    public override SearchAxis Axis => new(Values.Length, IsOrdered:
        Setting.Definition.Kind is not (SettingKind.Word or SettingKind.Boolean)
        && (Values.Order().SequenceEqual(Values) || Values.OrderDescending().SequenceEqual(Values)));

    public override double At(double u) => Values[(int)(u * Values.Length)];

    public override double PlaceOf(double value) =>
        Values.IndexOf(value) is var index and >= 0 ? (index + 0.5) / Values.Length : double.NaN;

    public bool Equals(ChoiceDimension? other) => base.Equals(other) && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(Setting.GetHashCode(), HashCode.Combine);
}

/// <summary>
/// An interval, drawn from uniformly or, on a log scale, uniformly in the logarithm. Whole-number settings are rounded,
/// resolutions to powers of two.
/// </summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Minimum">Least value, included; greater than 0 on a log scale.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Scale">How values lie between them.</param>
public sealed record RangeDimension(
    SettingKey Setting, double Minimum, double Maximum, IntervalScale Scale) : SearchDimension(Setting)
{
    /// <summary>Most values that are listed one by one.</summary>
    public const int MostListed = 10_000;

    /// <summary>Only the minimum plus whole multiples of this are drawn; null for any value.</summary>
    public double? Step { get; init; }

    /// <summary>Whether its author says which values it takes, so that a grid can take them too.</summary>
    public bool IsListed => Step is not null || Scale == IntervalScale.Log2;

    public override IReadOnlyList<double>? GridValues
    {
        get
        {
            var kind = Setting.Definition.Kind;
            if (Scale == IntervalScale.Log2)
                return Doubled(Minimum);
            if (kind == SettingKind.Resolution && Step is null)
                return Doubled(Math.Pow(2, Math.Round(Math.Log2(Minimum))));
            if (Step is null && (kind != SettingKind.Integer || Maximum - Minimum >= MostListed))
                return null;
            var step = Step ?? 1;
            return [.. Enumerable.Range(0, Steps(step) + 1).Select(i => Stepped(i, step))];
        }
    }

    public override SearchAxis Axis => new(EvenLevels ?? 0, IsOrdered: true);

    /// <summary>How many values it has where all are equally likely; null otherwise.</summary>
    private int? EvenLevels => Scale switch
    {
        IntervalScale.Log2 => Doubled(Minimum).Count,
        IntervalScale.Linear when Step is not null => Steps(Step.Value) + 1,
        IntervalScale.Linear when Setting.Definition.Kind == SettingKind.Integer && Maximum - Minimum < MostListed =>
            (int)(Maximum - Minimum) + 1,
        _ => null,
    };

    public override double At(double u)
    {
        if (Scale == IntervalScale.Log2)
            return OneOf(Doubled(Minimum), u);
        if (Step is { } step)
            return AtStep(u, step);
        if (Setting.Definition.Kind == SettingKind.Integer && Scale == IntervalScale.Linear)
            return Math.Min(Math.Floor(Minimum + u * (Maximum - Minimum + 1)), Maximum);
        var value = Between(u);
        return Setting.Definition.Kind switch
        {
            SettingKind.Integer => Math.Round(value),
            SettingKind.Resolution => Math.Pow(2, Math.Round(Math.Log2(value))),
            _ => value,
        };
    }

    public override double PlaceOf(double value)
    {
        if (value < Minimum || value > Maximum)
            return double.NaN;
        if (EvenLevels is { } levels)
            return Scale == IntervalScale.Log2
                ? (Math.Round(Math.Log2(value / Minimum)) + 0.5) / levels
                : (Math.Round((value - Minimum) / (Step ?? 1)) + 0.5) / levels;
        var place = Scale == IntervalScale.Linear
            ? (value - Minimum) / (Maximum - Minimum)
            : Math.Log(value / Minimum) / Math.Log(Maximum / Minimum);
        return Math.Min(place, Math.BitDecrement(1));
    }

    private double AtStep(double u, double step)
    {
        var steps = Steps(step);
        return Scale == IntervalScale.Linear
            ? Stepped((int)(u * (steps + 1)), step)
            : Stepped(Math.Min((int)Math.Round((Between(u) - Minimum) / step), steps), step);
    }

    /// <summary>Whole steps that the interval has; a last one that rounding made a hair too long counts.</summary>
    private int Steps(double step) => (int)Math.Floor((Maximum - Minimum) / step * (1 + 1e-12));

    private static double OneOf(List<double> values, double u) => values[(int)(u * values.Count)];

    private double Between(double u) => Scale == IntervalScale.Linear
        ? Minimum + u * (Maximum - Minimum)
        : Minimum * Math.Pow(Maximum / Minimum, u);

    /// <summary>Without the last digits that a sum of fractions brings: 0.1 + 2 * 0.1 is 0.3.</summary>
    private double Stepped(int steps, double step) => double.Parse(
        (Minimum + steps * step).ToString("G14", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The value doubled again and again, up to the maximum.</summary>
    private List<double> Doubled(double value)
    {
        var values = new List<double>();
        for (; value <= Maximum || values.Count == 0; value *= 2)
            values.Add(value);
        return values;
    }
}

/// <summary>How the values of an interval lie.</summary>
public enum IntervalScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>Evenly in their logarithm.</summary>
    Log,

    /// <summary>The minimum doubled again and again: 4, 8, 16, ….</summary>
    Log2,
}
