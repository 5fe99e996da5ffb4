using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Sweeps;
using Spectre.Console;

namespace PgGanLab.Cli.Watching;

/// <summary>Follows a sweep to its end: a live picture in a terminal, lines elsewhere.</summary>
internal static class SweepWatch
{
    /// <summary>Follows it whatever becomes of the lab meanwhile.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="sweep">Its sweep.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="quiet">Show nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The sweep at its end.</returns>
    /// <exception cref="LabException">No such sweep.</exception>
    public static Task<SweepView> FollowPatiently(
        LabClient lab, string sweep, Screen screen, bool quiet, CancellationToken cancellationToken)
    {
        var showsPicture = screen.IsTerminal && !quiet;
        var views = PatientWatch.Views(
            lab, sweep, showsPicture ? screen.Console.WriteLine : screen.Remark, cancellationToken);
        return Show(views, screen, quiet, cancellationToken);
    }

    /// <summary>Follows it while the lab is there.</summary>
    /// <returns>The sweep at its end.</returns>
    /// <exception cref="LabException">No such sweep, or the lab went away.</exception>
    public static Task<SweepView> Follow(
        LabClient lab, string sweep, Screen screen, CancellationToken cancellationToken) =>
        Show(lab.Watch(sweep, cancellationToken), screen, quiet: false, cancellationToken);

    private static Task<SweepView> Show(
        IAsyncEnumerable<SweepView> views, Screen screen, bool quiet, CancellationToken cancellationToken)
    {
        return screen.IsTerminal && !quiet
            ? LivePicture.Follow(views, screen.Console, TimeProvider.System, cancellationToken)
            : PlainLines.Follow(views, Write, TimeProvider.System);

        void Write(string line)
        {
            if (!quiet)
                screen.Line(line);
        }
    }
}
