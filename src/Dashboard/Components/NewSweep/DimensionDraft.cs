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

    public bool Log { get; set; }

    public static DimensionDraft Of(SearchDimension dimension) => dimension switch
    {
        RangeDimension range => new()
        {
            Setting = range.Setting,
            IsInterval = true,
            Minimum = SettingList.Show(range.Setting, range.Minimum),
            Maximum = SettingList.Show(range.Setting, range.Maximum),
            Log = range.Log,
        },
        ChoiceDimension choice => new() { Setting = choice.Setting, Values = string.Join(", ", choice.Values.Select(v => SettingList.Show(choice.Setting, v))) },
        _ => throw new InvalidOperationException($"The form does not know {dimension.GetType().Name}."),
    };

    /// <summary>The file form; what can't be read stays a text, for the rules of the file to complain about.</summary>
    public JsonNode Write() => IsInterval
        ? new JsonObject { ["min"] = TypedText.Value(Minimum), ["max"] = TypedText.Value(Maximum), ["scale"] = Log ? "log" : "linear" }
        : new JsonArray([.. Values.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TypedText.Value)]);
}
