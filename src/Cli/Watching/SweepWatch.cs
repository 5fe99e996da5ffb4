using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Watching;

/// <summary>Follows a sweep to its end: a live picture in a terminal, lines elsewhere.</summary>
internal static class SweepWatch
{
    /// <param name="quiet">Show nothing.</param>
    /// <returns>The sweep at its end.</returns>
    /// <exception cref="LabException">No such sweep, or the lab went away.</exception>
    public static Task<SweepView> Follow(
        LabClient lab, string sweep, Screen screen, bool quiet, CancellationToken cancellationToken)
    {
        var views = lab.Watch(sweep, cancellationToken);
        return screen.IsTerminal && !quiet
            ? LivePicture.Follow(views, screen.Console, TimeProvider.System, cancellationToken)
            : PlainLines.Follow(views, quiet ? _ => { }
        : screen.Line, TimeProvider.System);
    }
}
