using System.Globalization;
using Spectre.Console;

namespace PgGanLab.Tools.Watching;

/// <summary>
/// Shows on standard error how far long work is: a bar in a terminal, elsewhere a line every half minute; nothing where
/// the user wants JSON alone.
/// </summary>
/// <param name="screen">Where it is shown.</param>
/// <param name="quiet">Show nothing.</param>
/// <param name="time">When a line is due; null for the real time.</param>
internal sealed class WorkBar(ToolScreen screen, bool quiet, TimeProvider? time = null)
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(30);

    /// <summary>Does some work on this thread.</summary>
    /// <param name="name">What is made or measured.</param>
    /// <param name="total">Units of the whole work.</param>
    /// <param name="work">Does it, and says how far it is.</param>
    public T Follow<T>(string name, double total, Func<WorkProgress, T> work) =>
        quiet ? work(WorkProgress.Unwatched)
            : screen.IsWatched ? InTerminal(name, total, work)
            : InLines(name, total, work);

    private static T InTerminal<T>(string name, double total, Func<WorkProgress, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask(name.EscapeMarkup(), maxValue: total);
                return work(new WorkProgress(total, (done, what) =>
                {
                    bar.Value = done;
                    bar.Description = $"{name.EscapeMarkup()} [grey]{what.EscapeMarkup()}[/]";
                }));
            });
    }

    private T InLines<T>(string name, double total, Func<WorkProgress, T> work)
    {
        var clock = time ?? TimeProvider.System;
        var last = clock.GetTimestamp();
        return work(new WorkProgress(total, (done, what) =>
        {
            if (clock.GetElapsedTime(last) < LineEvery)
                return;
            last = clock.GetTimestamp();
            screen.Remark(
                string.Create(CultureInfo.InvariantCulture, $"{name}: {Math.Floor(100 * done / total)} %, {what}"));
        }));
    }
}

/// <summary>How far a long piece of work is. Safe for several threads.</summary>
/// <param name="total">Units in all, such as images.</param>
/// <param name="show">Shows units done, at most <paramref name="total"/>, and what is being done.</param>
internal sealed class WorkProgress(double total, Action<double, string> show)
{
    private readonly Lock gate = new();
    private double done;

    /// <summary>For work that nobody watches.</summary>
    public static WorkProgress Unwatched { get; } = new(1, (_, _) => { });

    /// <summary>Says that some more is done.</summary>
    /// <param name="units">How much.</param>
    /// <param name="what">What is being done, in a few words.</param>
    public void Advance(double units, string what)
    {
        lock (gate)
        {
            done = Math.Min(total, done + units);
            show(done, what);
        }
    }
}
