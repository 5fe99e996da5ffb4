using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Settings as a person wrote them: names to numbers, in canonical order (general before per-resolution, then by name).
/// </summary>
public sealed record SettingList(ImmutableSortedDictionary<SettingKey, double> Values)
{
    private static readonly TrainingConfiguration Defaults = new();

    public static SettingList Empty { get; } = new(ImmutableSortedDictionary<SettingKey, double>.Empty);

    /// <summary>These settings, overridden and extended by <paramref name="others"/>.</summary>
    public SettingList With(IEnumerable<KeyValuePair<SettingKey, double>> others) => new(Values.SetItems(others));

    /// <summary>
    /// The value that counts: its own, else the one for all resolutions, else the paper's; NaN where nobody chose and
    /// another setting takes its place (<see cref="SettingDefinition.Unset"/>).
    /// </summary>
    public double ValueOf(SettingKey key) =>
        Values.TryGetValue(key, out var own) ? own
        : key.Resolution is not null && Values.TryGetValue(key with { Resolution = null }, out var everywhere)
            ? everywhere
        : key.Definition.Get(Defaults, key.Resolution);

    /// <summary>
    /// The paper's defaults with these settings applied. Call <see cref="ConfigurationRules.Check"/> on what comes out.
    /// </summary>
    public TrainingConfiguration Apply() =>
        Values.Aggregate(
            new TrainingConfiguration(),
            (configuration, pair) => pair.Key.Definition.Set(configuration, pair.Key.Resolution, pair.Value));

    /// <summary>Reads one value and checks it against its own legal range.</summary>
    /// <exception cref="InvalidInputException">Wrong type, not finite, or out of range.</exception>
    public static double ParseValue(SettingKey key, JsonElement value, string where)
    {
        var definition = key.Definition;
        var number = (definition.Kind, value.ValueKind) switch
        {
            (SettingKind.Boolean, JsonValueKind.True) => 1,
            (SettingKind.Boolean, JsonValueKind.False) => 0,
            (SettingKind.Word, JsonValueKind.String)
                when definition.Words.IndexOf(value.GetString()!) is var index and >= 0 =>
                index,
            (SettingKind.Integer or SettingKind.Number or SettingKind.Resolution, JsonValueKind.Number) =>
                value.GetDouble(),
            (SettingKind.Integer or SettingKind.Number or SettingKind.Resolution, JsonValueKind.String)
                when NumberText.Misread(value.GetString()!) is { } misread =>
                throw new InvalidInputException($"Setting '{key}' in {where}: {misread}."),
            _ => throw new InvalidInputException(
                $"Setting '{key}' in {where} is {InputText.Shown(value.GetRawText())}; "
                + $"it must be {Expected(definition)}."),
        };
        Check(key, number, where);
        return number;
    }

    /// <summary>Checks one value against its setting's own legal range.</summary>
    /// <exception cref="InvalidInputException">Not finite, not whole, or out of range.</exception>
    public static void Check(SettingKey key, double value, string where)
    {
        var d = key.Definition;
        var isInRange = value <= d.Maximum && (d.MinimumIncluded ? value >= d.Minimum : value > d.Minimum);
        var legal = double.IsFinite(value) && isInRange
            && (d.Kind == SettingKind.Number || value == Math.Floor(value))
            && (d.Kind != SettingKind.Resolution || BitOperations.IsPow2((int)value));
        if (!legal)
            throw new InvalidInputException(
                $"Setting '{key}' in {where} is {NumberText.Of(value)}; it must be {Expected(d)}.");
    }

    /// <summary>A value as people read and write it.</summary>
    public static string Show(SettingKey key, double value) => key.Definition.Show(value);

    /// <summary>Reads what <see cref="Show"/> wrote.</summary>
    /// <exception cref="InvalidInputException">It wrote something else, or the value is not legal.</exception>
    public static double Read(SettingKey key, string shown)
    {
        var d = key.Definition;
        var value = d.Kind switch
        {
            SettingKind.Boolean => shown == "true" ? 1 : shown == "false" ? 0 : double.NaN,
            SettingKind.Word => d.Words.IndexOf(shown) is >= 0 and var index ? index : double.NaN,
            _ => double.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : double.NaN,
        };
        Check(key, value, "an experiment");
        return value;
    }

    private static string Expected(SettingDefinition d) => d.Kind switch
    {
        SettingKind.Boolean => "true or false",
        SettingKind.Word => $"{string.Join(", ", d.Words[..^1])} or {d.Words[^1]}",
        SettingKind.Resolution => $"a power of two from {d.Show(d.Minimum)} to {d.Show(d.Maximum)}",
        SettingKind.Integer => $"a whole number {Range(d)}",
        _ => $"a number {Range(d)}",
    };

    private static string Range(SettingDefinition d) => d.MinimumIncluded
        ? $"from {NumberText.Of(d.Minimum)} to {NumberText.Of(d.Maximum)}"
        : $"greater than {NumberText.Of(d.Minimum)} and at most {NumberText.Of(d.Maximum)}";
}
