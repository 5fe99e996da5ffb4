using System.Runtime.CompilerServices;
using PgGanLab.Cli.Client;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Watching;

/// <summary>
/// A sweep's views over any number of connections: while its lab is away, it is asked again every second, for as long as
/// that takes.
/// </summary>
internal static class PatientWatch
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <param name="lab">The lab.</param>
    /// <param name="sweep">Its sweep.</param>
    /// <param name="remark">Told once that the lab is away, and once that it is back.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">No such sweep.</exception>
    public static async IAsyncEnumerable<SweepView> Views(
        LabClient lab, string sweep, Action<string> remark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isAway = false; ; await Task.Delay(AskAgain, cancellationToken))
        {
            await using var views = lab.Watch(sweep, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                var (view, hasEnded) = await Next(views);
                if (hasEnded)
                    yield break;
                if (isAway != view is null)
                    remark(view is null
                        ? $"The lab at {lab.Server} is away; its sweep goes on when it is back, which is waited for."
                        : $"The lab at {lab.Server} is back.");
                isAway = view is null;
                if (view is null)
                    break;
                yield return view;
            }
        }
    }

    /// <returns>The next view and whether there is none any more; neither while the lab is away.</returns>
    private static async Task<(SweepView? View, bool HasEnded)> Next(IAsyncEnumerator<SweepView> views)
    {
        try
        {
            return await views.MoveNextAsync() ? (views.Current, false) : (null, true);
        }
        catch (LabAwayException)
        {
            return (null, false);
        }
    }
}
