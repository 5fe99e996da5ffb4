using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>
/// The first of several tables that the terminal is wide enough for; the last one where it is for none.
/// </summary>
/// <param name="tables">The widest first; at least one.</param>
internal sealed class FirstThatFits(params IRenderable[] tables) : Renderable
{
    /// <summary>All that Spectre draws of a table whose columns have no room.</summary>
    private const string NoRoom = "…";

    protected override Measurement Measure(RenderOptions options, int maxWidth) => tables[0].Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        tables.Select(table => table.Render(options, maxWidth).ToArray())
            .FirstOrDefault(drawn => drawn is not [{ Text: NoRoom }, ..])
        ?? tables[^1].Render(options, maxWidth);
}
