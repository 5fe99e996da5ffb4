using System.Text.Json.Nodes;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>One setting that the sweep in the form varies, as its author typed it.</summary>
public sealed class DimensionDraft
{
    public required SettingKey Setting { get; set; }

    /// <summary>Values with commas.</summary>
    public string Values { get; set; } = "";

    /// <summary>An interval in place of values; only for a random search.</summary>
    public bool IsInterval { get; set; }

    public string Minimum { get; set; } = "";

    public string Maximum { get; set; } = "";

    public IntervalScale Scale { get; set; }

    /// <summary>What the minimum is counted on by; empty for any value.</summary>
    public string Step { get; set; } = "";

    public static DimensionDraft Of(SearchDimension dimension) => dimension switch
    {
        RangeDimension range => new()
        {
            Setting = range.Setting,
            IsInterval = true,
            Minimum = SettingList.Show(range.Setting, range.Minimum),
            Maximum = SettingList.Show(range.Setting, range.Maximum),
            Scale = range.Scale,
            Step = range.Step is { } step ? SettingList.Show(range.Setting, step) : "",
        },
        ChoiceDimension choice => new()
        {
            Setting = choice.Setting,
            Values = string.Join(", ",
            choice.Values.Select(v => SettingList.Show(choice.Setting, v)))
        },
        _ => throw new InvalidOperationException($"The form does not know {dimension.GetType().Name}."),
    };

    /// <summary>
    /// The values one by one: where semicolons divide them, a comma is a part of a value, and refused.
    /// </summary>
    public string[] Listed => Values.Split(Values.Contains(';', StringComparison.Ordinal) ? ';' : ',',
        StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The file form; what can't be read stays a text, for the rules of the file to complain about.</summary>
    public JsonNode Write() => IsInterval ? Interval() : new JsonArray([.. Listed.Select(TypedText.Value)]);

    private JsonObject Interval()
    {
        var interval = new JsonObject
        {
            ["min"] = TypedText.Value(Minimum),
            ["max"] = TypedText.Value(Maximum),
            ["scale"] = Scale.ToString().ToLowerInvariant(),
        };
        if (Step.Trim().Length > 0)
            interval["step"] = TypedText.Value(Step);
        return interval;
    }
}
