namespace PgGanLab.Growth.Results;

/// <summary>One experiment as a table of results is made from it.</summary>
/// <param name="Experiment">Its id.</param>
/// <param name="Name">What its author calls it; a letter in parentheses may come first: <c>(b) + progressive growing</c>.</param>
/// <param name="PlannedNimg">Real images that it is shown in all.</param>
/// <param name="Result">What was measured at its end; null where there is nothing.</param>
/// <param name="Missing">Why there is nothing.</param>
public sealed record ComparisonEntry(string Experiment, string Name, long PlannedNimg, Measurement? Result, string? Missing);
