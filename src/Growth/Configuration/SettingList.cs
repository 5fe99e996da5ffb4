using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace PgGanLab.Growth.Configuration;

/// <summary>Settings as a person wrote them: names to numbers, in canonical order (general before per-resolution, then by name).</summary>
public sealed record SettingList(ImmutableSortedDictionary<SettingKey, double> Values)
{
    public static SettingList Empty { get; } = new(ImmutableSortedDictionary<SettingKey, double>.Empty);

    /// <summary>These settings, overridden and extended by <paramref name="others"/>.</summary>
    public SettingList With(IEnumerable<KeyValuePair<SettingKey, double>> others) => new(Values.SetItems(others));

    /// <summary>The paper's defaults with these settings applied. Call <see cref="ConfigurationRules.Check"/> on what comes out.</summary>
    public TrainingConfiguration Apply() =>
        Values.Aggregate(new TrainingConfiguration(), (configuration, pair) => pair.Key.Definition.Set(configuration, pair.Key.Resolution, pair.Value));

    /// <summary>Reads one value and checks it against its own legal range.</summary>
    /// <exception cref="InvalidInputException">Wrong type, not finite, or out of range.</exception>
    public static double ParseValue(SettingKey key, JsonElement value, string where)
    {
        var definition = key.Definition;
        var number = (definition.Kind, value.ValueKind) switch
        {
            (SettingKind.Boolean, JsonValueKind.True) => 1,
            (SettingKind.Boolean, JsonValueKind.False) => 0,
            (SettingKind.Integer or SettingKind.Number, JsonValueKind.Number) => value.GetDouble(),
            _ => throw new InvalidInputException($"Setting '{key}' in {where} is {value.GetRawText()}; it must be {Expected(definition)}."),
        };
        Check(key, number, where);
        return number;
    }

    /// <summary>Checks one value against its setting's own legal range.</summary>
    /// <exception cref="InvalidInputException">Not finite, not whole, or out of range.</exception>
    public static void Check(SettingKey key, double value, string where)
    {
        var d = key.Definition;
        var legal = double.IsFinite(value) && value <= d.Maximum && (d.MinimumIncluded ? value >= d.Minimum : value > d.Minimum)
            && (d.Kind == SettingKind.Number || value == Math.Floor(value))
            && (d.Name != "resolution" || BitOperations.IsPow2((int)value));
        if (!legal)
            throw new InvalidInputException($"Setting '{key}' in {where} is {Show(value)}; it must be {Expected(d)}.");
    }

    /// <summary>A value as people read it: shortest round-trip form, booleans as words.</summary>
    public static string Show(SettingKey key, double value) =>
        key.Definition.Kind == SettingKind.Boolean ? (value != 0 ? "true" : "false") : Show(value);

    private static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Expected(SettingDefinition d) => d switch
    {
        { Kind: SettingKind.Boolean } => "true or false",
        { Name: "resolution" } => "a power of two from 4 to 1024",
        _ => $"a {(d.Kind == SettingKind.Integer ? "whole number" : "number")} {(d.MinimumIncluded ? "from" : "greater than")} {Show(d.Minimum)} {(d.MinimumIncluded ? "to" : "and at most")} {Show(d.Maximum)}",
    };
}
