using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using Spectre.Console;

namespace PgGanLab.Cli.Watching;

/// <summary>Shows how far a dataset is: a bar in a terminal, a line every few seconds elsewhere.</summary>
internal static class DatasetBar
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <param name="lab">Makes it.</param>
    /// <param name="request">What to make.</param>
    /// <param name="damaged">Gets the images that can't be used.</param>
    /// <param name="screen">Where it is shown.</param>
    /// <param name="quiet">Show nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The dataset.</returns>
    /// <exception cref="LabException">It can't be made.</exception>
    public static async Task<DatasetFacts> Follow(
        LabClient lab, DatasetRequest request, List<DamagedImage> damaged, Screen screen, bool quiet,
        CancellationToken cancellationToken)
    {
        var remarks = new List<string>();
        Task<DatasetFacts> Create(Action<DatasetProgress> show) => lab.CreateDataset(request, progress =>
        {
            damaged.AddRange(progress.Damaged);
            remarks.AddRange(progress.Remarks);
            if (progress.IsWaiting && (quiet || !screen.IsTerminal))
                screen.Remark(Waits(request.Name));
            show(progress);
        }, cancellationToken);
        try
        {
            return await (quiet ? Create(_ => { })
                : screen.IsTerminal ? InTerminal(Create, request.Name, screen.Console)
                : InLines(Create, screen, TimeProvider.System));
        }
        finally
        {
            remarks.ForEach(screen.Remark);                                     // a terminal's bar is gone by now
        }
    }

    /// <summary>The sentence for one that waits.</summary>
    public static string Waits(string name) =>
        $"{name} waits for another dataset of its name that is being made or removed.";

    private static Task<DatasetFacts> InTerminal(
        Func<Action<DatasetProgress>, Task<DatasetFacts>> create, string name, IAnsiConsole console) =>
        console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(name.EscapeMarkup()).IsIndeterminate();
                return await create(progress =>
                {
                    if (progress.IsWaiting)
                    {
                        bar.Description = $"[grey]{Waits(name).EscapeMarkup()}[/]";
                        return;
                    }
                    bar.IsIndeterminate(false).MaxValue(progress.Total).Value(progress.Done);
                    bar.Description =
                        $"{name.EscapeMarkup()} [grey]{Readable.Count(progress.Done)} of "
                        + $"{Readable.Count(progress.Total)} images[/]";
                });
            });

    private static Task<DatasetFacts> InLines(
        Func<Action<DatasetProgress>, Task<DatasetFacts>> create, Screen screen, TimeProvider time)
    {
        var last = time.GetTimestamp();
        return create(progress =>
        {
            if (progress.IsWaiting || time.GetElapsedTime(last) < LineEvery)
                return;
            last = time.GetTimestamp();
            screen.Line($"{Readable.Count(progress.Done)} of {Readable.Count(progress.Total)} images");
        });
    }
}
