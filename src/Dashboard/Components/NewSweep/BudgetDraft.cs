using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Components.NewSweep;

/// <summary>What a sweep may use besides its number of experiments, as a person typed it.</summary>
public sealed class BudgetDraft
{
    /// <summary>Its fields: the key of the file, the name, and the unit.</summary>
    public static ImmutableArray<(string Key, string Label, string Unit)> Fields { get; } =
    [
        ("kimg", "Trained", "kimg"), ("deviceHours", "Devices", "hours in all"), ("wallHours", "Running", "hours"),
        ("until", "Until", "07:30, or a date with it"),
    ];

    /// <summary>Typed texts by key of the file; empty is no limit.</summary>
    public SortedDictionary<string, string> Limits { get; init; } = [];

    public static BudgetDraft Of(SweepBudget budget) =>
        new() { Limits = new(budget.Write().ToDictionary(p => p.Key, p => p.Value!.ToString())) };

    /// <summary>The file form, which may still be wrong.</summary>
    public JsonObject Write()
    {
        var document = new JsonObject();
        foreach (var (key, _, _) in Fields)
            if (Limits.GetValueOrDefault(key, "").Trim() is { Length: > 0 } text)
                document[key] = key == "until" ? text : TypedText.Value(text);
        return document;
    }
}
