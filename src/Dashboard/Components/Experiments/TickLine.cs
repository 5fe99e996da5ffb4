namespace PgGanLab.Dashboard.Components.Experiments;

/// <summary>One curve.</summary>
/// <param name="Column">Column of the ticks that it shows; null when it brings its own points.</param>
/// <param name="Name">In the tooltip.</param>
/// <param name="Points">Kimg and value of each point.</param>
internal sealed record TickLine(string? Column, string Name, IReadOnlyList<double[]>? Points = null);
