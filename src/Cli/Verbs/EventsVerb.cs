using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Output;
using PgGanLab.Grains;
using PgGanLab.Grains.Catalog;
using PgGanLab.Terminal;

namespace PgGanLab.Cli.Verbs;

/// <summary><c>lab events</c>: what happened in the lab, and with <c>--follow</c> what happens.</summary>
internal sealed class EventsVerb : ServerVerb
{
    /// <summary>A lab gives no more of them in one answer.</summary>
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly Option<int> most = new("--most")
    {
        Description = "How many of the last events (1 to 1000).",
        DefaultValueFactory = _ => 30,
    };

    private readonly Option<bool> follow = new("--follow", "-f")
    {
        Description = "Go on with what happens, until Ctrl-C; with --json a line for each.",
    };

    public EventsVerb() : base("events", "List what happened in the lab, the newest last.")
    {
        Options.Add(most);
        Options.Add(follow);
    }

    protected override async Task<int> Run(
        LabClient lab, ParseResult arguments, Screen screen, CancellationToken cancellationToken)
    {
        var isFollowing = arguments.GetValue(follow);
        var known = Oldest(await lab.GetEvents(arguments.GetValue(most), cancellationToken));
        if (WantsJson(arguments) && !isFollowing)
            screen.Json(known);
        else
            Print(known);
        if (isFollowing)
            await Follow(known);
        return ExitCode.Done;

        void Print(IEnumerable<LabEvent> events)
        {
            foreach (var entry in events)
                screen.Line(
                    WantsJson(arguments) ? JsonSerializer.Serialize(entry, LabJson.Options) : EventLine.Of(entry));
        }

        async Task Follow(ImmutableArray<LabEvent> seen)
        {
            for (var isAway = false; ;)
            {
                await Task.Delay(AskAgain, cancellationToken);
                var now = await Ask();
                if (isAway != now is null)
                    screen.Remark(now is null
                        ? $"The lab at {lab.Server} is away, which is waited for."
                        : $"The lab at {lab.Server} is back.");
                isAway = now is null;
                if (now is not { } events)
                    continue;
                var last = seen.IsEmpty ? DateTimeOffset.MinValue : seen[^1].At;
                Print(events.Where(e => e.At >= last && !seen.Contains(e)));
                seen = events;
            }
        }

        async Task<ImmutableArray<LabEvent>?> Ask()
        {
            try
            {
                return Oldest(await lab.GetEvents(MostAtOnce, cancellationToken));
            }
            catch (LabAwayException)
            {
                return null;
            }
        }
    }

    private static ImmutableArray<LabEvent> Oldest(ImmutableArray<LabEvent> newestFirst) => [.. newestFirst.Reverse()];
}
