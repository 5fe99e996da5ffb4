using System.Collections.Immutable;

namespace PgGanLab.Growth.Configuration;

/// <summary>One knob of <see cref="TrainingConfiguration"/>: its name in files, pages and search spaces, and its legal values.</summary>
/// <param name="Name">camelCase, as written in a sweep's YAML.</param>
/// <param name="Kind">What values it takes. Booleans are 0 and 1 here, words their places in <see cref="Words"/>.</param>
/// <param name="PerResolution">True where <c>name@32</c> is allowed.</param>
/// <param name="Searchable">False for settings that only say how progress is measured.</param>
/// <param name="Unit">Unit of the value, or empty.</param>
/// <param name="Summary">One line for a tooltip.</param>
/// <param name="Minimum">Least legal value.</param>
/// <param name="MinimumIncluded">False when the value must be greater than <paramref name="Minimum"/>.</param>
/// <param name="Maximum">Greatest legal value, included.</param>
/// <param name="Get">Value at a resolution; null asks for the value without one.</param>
/// <param name="Set">The configuration with another value, at one resolution or everywhere (null).</param>
public sealed record SettingDefinition(
    string Name,
    SettingKind Kind,
    bool PerResolution,
    bool Searchable,
    string Unit,
    string Summary,
    double Minimum,
    bool MinimumIncluded,
    double Maximum,
    Func<TrainingConfiguration, int?, double> Get,
    Func<TrainingConfiguration, int?, double, TrainingConfiguration> Set)
{
    /// <summary>What it is about.</summary>
    public required SettingGroup Group { get; init; }

    /// <summary>The words that a <see cref="SettingKind.Word"/> setting takes, as written in files.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What holds where no value is given and the catalog has none (its value is NaN): <c>as learningRate</c>.</summary>
    public string Unset { get; init; } = "";

    /// <summary>A value as people read and write it.</summary>
    public string Show(double value) => (Kind, value) switch
    {
        (_, double.NaN) => Unset,
        (SettingKind.Boolean, _) => value != 0 ? "true" : "false",
        (SettingKind.Word, _) => Words[(int)value],
        _ => NumberText.Of(value),
    };
}
