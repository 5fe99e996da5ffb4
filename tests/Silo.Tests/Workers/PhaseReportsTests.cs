using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Growth.Phases;
using PgGanLab.Silo.Tests.Fakes;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Tests.Workers;

public class PhaseReportsTests
{
    private readonly FakePhaseGrain grain = new();
    private readonly ManualTime time = new();
    private readonly List<Exception> broken = [];

    [Fact]
    public void reports_arrive_in_order_and_ticks_that_wait_travel_together()
    {
        grain.Answers = new TaskCompletionSource();
        var reports = Open();
        reports.Add("release", (phase, token) => phase.Release(token, "first"));
        reports.Add(Tick(10));
        reports.Add(Tick(20));
        reports.Add("diverge", (phase, token) => phase.Diverge(token, "last"));
        grain.Answers.SetResult();
        reports.Drain();
        Assert.Equal(["release: first", "ticks 10 20", "diverge: last"], grain.Taken);
    }

    [Fact]
    public async Task a_report_that_fails_is_tried_again_before_any_other()
    {
        grain.FailNext(new TimeoutException("The database is slow."));
        var reports = Open();
        reports.Add("release", (phase, token) => phase.Release(token, "first"));
        reports.Add(Tick(10));
        await time.WaitForTimer();
        Assert.Empty(grain.Taken);
        time.Advance(TimeSpan.FromSeconds(1));
        reports.Drain();
        Assert.Equal(["release: first", "ticks 10"], grain.Taken);
        Assert.Empty(broken);
    }

    [Fact]
    public void a_lost_lease_is_told_once_and_nothing_more_is_taken()
    {
        grain.TakeOver();
        var reports = Open();
        reports.Add(Tick(10));
        Assert.Throws<LeaseLostException>(reports.Flush);
        Assert.Throws<LeaseLostException>(() => reports.Add(Tick(20)));
        Assert.Throws<LeaseLostException>(reports.Drain);
        Assert.IsType<LeaseLostException>(Assert.Single(broken));
        Assert.Empty(grain.Taken);
    }

    [Fact]
    public async Task a_grain_that_refuses_too_often_breaks_the_queue_with_its_reason()
    {
        var reports = Open();
        for (var i = 0; i < 9; i++)
            grain.FailNext(new InvalidOperationException($"no {i}"));
        reports.Add(Tick(10));
        for (var i = 0; i < 8; i++)
        {
            await time.WaitForTimer();
            time.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("no 8", Assert.Throws<InvalidOperationException>(reports.Drain).Message);
        Assert.Single(broken);
    }

    [Fact]
    public async Task a_lab_that_is_away_for_long_gets_its_reports_when_it_is_back()
    {
        for (var i = 0; i < 30; i++)
            grain.FailNext(i % 2 == 0 ? new SiloUnavailableException("gone") : new HttpRequestException("refused"));
        var reports = Open();
        reports.Add(Tick(10));
        for (var i = 0; i < 30; i++)
        {
            await time.WaitForTimer();
            time.Advance(TimeSpan.FromSeconds(4));
        }
        reports.Drain();
        Assert.Equal(["ticks 10"], grain.Taken);
        Assert.Empty(broken);
    }

    [Fact]
    public async Task training_waits_only_when_the_queue_is_full()
    {
        grain.Answers = new TaskCompletionSource();
        var reports = Open();
        reports.Add("release", (phase, token) => phase.Release(token, null));
        await Until(() => reports.Waiting == 0);
        for (var i = 0; i < PhaseReports.Capacity; i++)
            reports.Add(Tick(i));
        var blocked = Task.Run(() => reports.Add(Tick(PhaseReports.Capacity)));
        Assert.NotSame(blocked, await Task.WhenAny(blocked, Task.Delay(200)));
        grain.Answers.SetResult();
        await blocked.WaitAsync(TimeSpan.FromSeconds(90));
        reports.Drain();
        Assert.Equal(PhaseReports.Capacity + 1, grain.Taken.Where(t => t.StartsWith("ticks", StringComparison.Ordinal))
            .Sum(t => t.Count(' '.Equals)));
    }

    private static Tick Tick(long nimg) => new()
    {
        Nimg = nimg,
        Alpha = 1,
        ImagesPerSecond = 1,
        Seconds = 1,
        Values = ImmutableSortedDictionary<string, double>.Empty,
    };

    private static async Task Until(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            Assert.True(i < 1000, "It never came.");
            await Task.Delay(10);
        }
    }

    private PhaseReports Open() => new(grain.Grain, 1, time, NullLogger.Instance, broken.Add);
}
