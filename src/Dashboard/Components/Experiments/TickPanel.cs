namespace PgGanLab.Dashboard.Components.Experiments;

/// <summary>One small chart of an experiment's page.</summary>
/// <param name="Id">Names its element.</param>
/// <param name="Title">Above it.</param>
/// <param name="Hint">Below the title: what the curves are.</param>
/// <param name="Color">Place of its first line in the palette.</param>
/// <param name="FromZero">Whether its axis begins at 0.</param>
/// <param name="Lines">Its curves.</param>
internal sealed record TickPanel(string Id, string Title, string Hint, int Color, bool FromZero, IReadOnlyList<TickLine> Lines);
