using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// What changed of a sweep's page since the event before it (docs/api.md): the fields that changed, with the rows that
/// they changed in. <see cref="FollowedSweep"/> puts it into the page again. Rows never come or go by it.
/// </summary>
public sealed record SweepChanges
{
    /// <summary>Fields of <see cref="SweepView"/> beside its lists; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Sweep { get; init; }

    /// <summary>Experiments, by number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NumberedChange>? Experiments { get; init; }

    /// <summary>Numbers of the ranked experiments, best first; null where ranks are as before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Ranking { get; init; }

    /// <summary>Phases of the growth tree, by key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PhaseChange>? Tree { get; init; }

    /// <summary>Points, by the number of their first experiment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NumberedChange>? Points { get; init; }

    /// <summary>The ranked points, best first, by the number of their first experiment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? PointRanking { get; init; }

    /// <summary>Fields whose own fields are set one by one; every other value is replaced as a whole.</summary>
    public static bool HasFields(string name) => name is "summary" or "phase";
}

/// <summary>The same change in several rows.</summary>
/// <param name="Numbers">First and last number of each range of rows.</param>
/// <param name="Set">Fields and their new values.</param>
public sealed record NumberedChange(ImmutableArray<ImmutableArray<int>> Numbers, JsonObject Set);

/// <summary>The same change in several phases.</summary>
/// <param name="Keys">Their keys.</param>
/// <param name="Set">Fields of <see cref="GrowthTreeNodeView"/> and their new values.</param>
public sealed record PhaseChange(ImmutableArray<string> Keys, JsonObject Set);
