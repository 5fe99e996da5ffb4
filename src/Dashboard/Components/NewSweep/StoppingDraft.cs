using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>The stopping rule of the sweep in the form, as its author typed it.</summary>
public sealed class StoppingDraft
{
    private const string RuleKey = "rule";

    /// <summary>Keys whose value is a list, typed with commas.</summary>
    private static readonly ImmutableArray<string> Lists = ["rungs", "explore"];

    /// <summary>The rule by its word; empty for none.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Typed texts by key of the file; those that another rule takes wait for it.</summary>
    public SortedDictionary<string, string> Values { get; init; } = [];

    /// <summary>The keys that the rule takes besides its own name, in the order of the form.</summary>
    public ImmutableArray<string> Keys => StoppingRules.Words.IndexOf(Rule) is >= 0 and var index
        ? ["rungs", .. Enum.GetValues<StoppingRule>()[index].Options()]
        : [];

    /// <param name="stopping">As in a sweep's file; null for none.</param>
    public static StoppingDraft Of(JsonObject? stopping) => stopping is null ? new() : new()
    {
        Rule = stopping[RuleKey]!.ToString(),
        Values = new(stopping.Where(p => p.Key != RuleKey)
            .ToDictionary(p => p.Key, p => p.Value is JsonArray list ? string.Join(", ", list) : $"{p.Value}")),
    };

    /// <summary>The file form, which may still be wrong; null without a rule.</summary>
    public JsonObject? Write()
    {
        if (Rule.Length == 0)
            return null;
        var document = new JsonObject { [RuleKey] = Rule };
        foreach (var key in Keys)
            if (Values.GetValueOrDefault(key, "").Trim() is { Length: > 0 } text)
                document[key] = Lists.Contains(key) ? TypedText.List(text) : TypedText.Value(text);
        return document;
    }
}
