using PgGanLab.Cli.Output;
using PgGanLab.Grains.Sweeps;
using Spectre.Console;

namespace PgGanLab.Cli.Watching;

/// <summary>
/// Redraws a sweep's picture in place, at every change and once a second, and takes it away at the end.
/// </summary>
internal static class LivePicture
{
    public static async Task<SweepView> Follow(
        IAsyncEnumerable<SweepView> views, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        SweepView? view = null;
        await console.Live(new Text("")).AutoClear(true).StartAsync(async live =>
        {
            await using var source = views.GetAsyncEnumerator(cancellationToken);
            var next = source.MoveNextAsync().AsTask();
            while (true)
            {
                var first = await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken));
                if (first == next || cancellationToken.IsCancellationRequested)
                {
                    if (!await next)
                        return;
                    view = source.Current;
                    next = source.MoveNextAsync().AsTask();
                }
                if (view is not null)
                    live.UpdateTarget(ProgressPicture.Of(view, time.GetUtcNow() - view.Summary.CreatedAt,
                        console.Profile.Width, console.Profile.Height));
            }
        });
        return view!;
    }
}
