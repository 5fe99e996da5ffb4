using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class EventsVerbTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task the_newest_event_is_the_last_line()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/events", (int most) =>
            FakeLab.Json(new[] { Event(2, "sweep-finished", "It has ended."), Event(1, "sweep-accepted", "It begins.") }
                .Take(most).ToArray())));
        var result = await CommandLine.Run("events", "--server", lab.Url);
        Assert.Equal((0, ""), (result.Code, result.Error));
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("sweep accepted", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("clothes-a1b2  It has ended.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_happens_is_told_once_until_it_is_stopped()
    {
        var asked = 0;
        using var stop = new CancellationTokenSource();
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/events", () =>
        {
            if (++asked == 4)
                stop.Cancel();
            return FakeLab.Json(Enumerable.Range(1, Math.Min(asked, 3)).Reverse()
                .Select(n => Event(n, "sweep-accepted", $"Number {n}.")).ToArray());
        }));
        var result = await CommandLine.Run(["events", "--follow", "--server", lab.Url], stop.Token);
        Assert.Equal(130, result.Code);
        Assert.Equal(["Number 1.", "Number 2.", "Number 3."], result.Output.TrimEnd().Split('\n').Select(l => l[^9..]));
    }

    private static LabEvent Event(int minute, string kind, string text) =>
        new(Noon.AddMinutes(minute), kind, "clothes-a1b2", text);
}
