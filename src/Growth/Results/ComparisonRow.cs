using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PgGanLab.Growth.Results;

/// <summary>One row of a table of results.</summary>
public sealed record ComparisonRow
{
    /// <summary>Id of the experiment; of the first one where the row stands for several seeds.</summary>
    public required string Experiment { get; init; }

    /// <summary>Its letter with parentheses, <c>(e*)</c>; empty where it has none.</summary>
    public required string Letter { get; init; }

    /// <summary>Its training configuration in words.</summary>
    public required string Configuration { get; init; }

    /// <summary>Its result, the mean over its seeds; null where there is none.</summary>
    public required Measurement? Result { get; init; }

    /// <summary>Whether the result stands on the table's common ground: equal resolution, equal kimg, equally many images.</summary>
    public required bool IsComparable { get; init; }

    /// <summary>Why there is no result, why it can't be compared, or what its mean leaves out; null where all is there.</summary>
    public required string? Note { get; init; }

    /// <summary>Columns in which it is the best of the comparable rows: pixels of a level, <c>avg</c>, <c>msSsim</c>.</summary>
    public required ImmutableArray<string> Best { get; init; }

    /// <summary>Its seeds, where some configurations are repeated; null (and not in its JSON) where the row is one experiment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ComparisonSeeds? Seeds { get; init; }
}
