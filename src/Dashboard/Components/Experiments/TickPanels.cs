using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Dashboard.Components.Experiments;

/// <summary>Which curves an experiment's page shows, in the form that tick-charts.js takes.</summary>
internal static class TickPanels
{
    /// <summary>How many colours of curves tokens.css has.</summary>
    public const int Curves = 8;

    /// <summary>Every panel in order.</summary>
    public static IReadOnlyList<TickPanel> Of(ExperimentView experiment) =>
    [
        new("swd", "SWD × 10³", "lower is better", 4, true,
            [.. experiment.Swd.GroupBy(s => s.Resolution).Select(SwdLine)]),
        new("loss", "Losses", "means over a tick", 0, false,
            [new("d_loss", "discriminator"), new("g_loss", "generator")]),
        new("score", "Scores", "what the discriminator says", 2, false,
            [new("real_score", "real images"), new("fake_score", "generated images")]),
        .. TermPanels.Of(experiment.Settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal)),
        new("rate", "Images per second", "while training", 6, true, [new("images_per_second", "images/s")]),
    ];

    /// <summary>The phases as bands behind the curves; every second resolution is tinted.</summary>
    public static IReadOnlyList<object> Bands(ExperimentView experiment)
    {
        var labelled = new HashSet<int>();
        return
        [
            .. experiment.Phases.Select(phase => (object)new
            {
                Start = phase.Start / 1000.0,
                End = phase.End / 1000.0,
                Tinted = int.Log2(phase.Resolution) % 2 == 1 ^ phase.Kind == PhaseKind.FadeIn,
                Label = labelled.Add(phase.Resolution) ? $"{phase.Resolution} px" : "",
            }),
        ];
    }

    private static TickLine SwdLine(IGrouping<int, Measurement> measured) =>
        new(null, $"{measured.Key} px", [.. measured.Select(s => new[] { s.Nimg / 1000.0, s.Average })]);
}

/// <summary>One small chart of an experiment's page.</summary>
/// <param name="Id">Names its element.</param>
/// <param name="Title">Above it.</param>
/// <param name="Hint">Below the title: what the curves are.</param>
/// <param name="Color">Place of its first line in the palette.</param>
/// <param name="FromZero">Whether its axis begins at 0.</param>
/// <param name="Lines">Its curves.</param>
internal sealed record TickPanel(
    string Id, string Title, string Hint, int Color, bool FromZero, IReadOnlyList<TickLine> Lines);

/// <summary>One curve.</summary>
/// <param name="Column">Column of the ticks that it shows; null when it brings its own points.</param>
/// <param name="Name">In the tooltip.</param>
/// <param name="Points">Kimg and value of each point.</param>
internal sealed record TickLine(string? Column, string Name, IReadOnlyList<double[]>? Points = null);
