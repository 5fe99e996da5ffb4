using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>One row of a table of results.</summary>
public sealed record ComparisonRow
{
    /// <summary>Id of the experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>Its letter with parentheses, <c>(e*)</c>; empty where it has none.</summary>
    public required string Letter { get; init; }

    /// <summary>Its training configuration in words.</summary>
    public required string Configuration { get; init; }

    /// <summary>Its result; null where there is none.</summary>
    public required Measurement? Result { get; init; }

    /// <summary>Whether the result stands on the table's common ground: equal resolution, equal kimg, equally many images.</summary>
    public required bool IsComparable { get; init; }

    /// <summary>Why there is no result, or why it can't be compared; null where it can.</summary>
    public required string? Note { get; init; }

    /// <summary>Columns in which it is the best of the comparable rows: pixels of a level, <c>avg</c>, <c>msSsim</c>.</summary>
    public required ImmutableArray<string> Best { get; init; }
}
