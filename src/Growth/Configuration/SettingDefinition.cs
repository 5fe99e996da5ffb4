using System.Collections.Immutable;
using System.Globalization;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// One setting of <see cref="TrainingConfiguration"/>: its name in files, pages and search spaces, and its legal
/// values. All values are numbers here; booleans are 0 and 1, words their places in <see cref="Words"/>.
/// </summary>
public sealed record SettingDefinition
{
    /// <summary>camelCase, as written in a sweep's YAML.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    public required SettingGroup Group { get; init; }

    /// <summary>What values it takes.</summary>
    public required SettingKind Kind { get; init; }

    /// <summary>True where <c>name@32</c> is allowed.</summary>
    public required bool PerResolution { get; init; }

    /// <summary>False for settings that a sweep can't search over.</summary>
    public required bool Searchable { get; init; }

    /// <summary>Unit of the value, or empty.</summary>
    public required string Unit { get; init; }

    /// <summary>One line for a tooltip.</summary>
    public required string Summary { get; init; }

    /// <summary>The words that a <see cref="SettingKind.Word"/> setting takes, as written in files.</summary>
    public required ImmutableArray<string> Words { get; init; }

    /// <summary>What holds where nobody chose and the value is NaN: <c>as learningRate</c>.</summary>
    public required string Unset { get; init; }

    /// <summary>Least legal value.</summary>
    public required double Minimum { get; init; }

    /// <summary>False when the value must be greater than <see cref="Minimum"/>.</summary>
    public required bool MinimumIncluded { get; init; }

    /// <summary>Greatest legal value, included.</summary>
    public required double Maximum { get; init; }

    /// <summary>Value at a resolution; null asks for the value without one.</summary>
    public required Func<TrainingConfiguration, int?, double> Get { get; init; }

    /// <summary>The configuration with another value, at one resolution or everywhere (null).</summary>
    public required Func<TrainingConfiguration, int?, double, TrainingConfiguration> Set { get; init; }

    /// <summary>The value that <see cref="Show"/> shows.</summary>
    public double Read(string shown) => Kind switch
    {
        SettingKind.Boolean => shown == "true" ? 1 : 0,
        SettingKind.Word => Words.IndexOf(shown),
        _ => double.Parse(shown, CultureInfo.InvariantCulture),
    };

    /// <summary>A value as people read and write it.</summary>
    public string Show(double value) => (Kind, value) switch
    {
        (_, double.NaN) => Unset,
        (SettingKind.Boolean, _) => value != 0 ? "true" : "false",
        (SettingKind.Word, _) => Words[(int)value],
        _ => NumberText.Of(value),
    };
}

/// <summary>What values a setting takes.</summary>
public enum SettingKind
{
    Integer,
    Number,
    Boolean,

    /// <summary>
    /// One of a few words; as a number it is the word's place in <see cref="SettingDefinition.Words"/>.
    /// </summary>
    Word,

    /// <summary>Pixels of a square image: a power of two.</summary>
    Resolution,
}
