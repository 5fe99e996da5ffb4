using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Leases;

namespace PgGanLab.Silo.Tests.Fakes;

/// <summary>A phase grain that writes down what it is told, under the real lease rules.</summary>
internal sealed class FakePhaseGrain : IGrowthPhaseGrain
{
    private readonly ConcurrentQueue<Exception> failures = new();
    private readonly SemaphoreSlim heard = new(0);
    private Lease lease = new("laptop/cpu:0", 1, DateTimeOffset.MaxValue);

    /// <summary>Everything taken, in order: <c>ticks 10 20</c>, <c>snapshot 30</c>, <c>complete 40</c>, …</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Snapshots taken, in order.</summary>
    public ConcurrentQueue<CheckpointView> Checkpoints { get; } = new();

    /// <summary>The checkpoint that completed the phase.</summary>
    public CheckpointView? Final { get; private set; }

    public int Renewals { get; private set; }

    /// <summary>While it is not set, the grain does not answer.</summary>
    public TaskCompletionSource Answers { get; set; } = Done();

    public static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    /// <summary>Another worker takes the phase.</summary>
    public void TakeOver() => lease = new Lease("laptop/cpu:1", lease.Token + 1, DateTimeOffset.MaxValue);

    /// <summary>The next call fails so.</summary>
    public void FailNext(Exception failure) => failures.Enqueue(failure);

    /// <summary>Waits for the next call, successful or not.</summary>
    public async Task WaitForCall() => Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(30)), "The grain was not called.");

    public Task<PhaseView?> GetView() => throw new NotSupportedException();

    public Task<TrainingPlan?> Lease(string worker) => throw new NotSupportedException();

    public Task Renew(long token) => Take(token, null, () => Renewals++);

    public Task ReportTicks(long token, ImmutableArray<TickReport> ticks) => Take(token, $"ticks {string.Join(' ', ticks.Select(t => t.Nimg))}");

    public Task ReportSample(long token, SampleView sample) => Take(token, Line("sample", sample.Nimg));

    public Task ReportSwd(long token, SwdView swd) => Take(token, Line("swd", swd.Nimg));

    public Task ReportReferences(long token, SwdView untrained, SwdView floor) => Take(token, "references");

    public async Task<ImmutableArray<string>> ReportSnapshot(long token, CheckpointView checkpoint)
    {
        Assert.False(checkpoint.Final);
        await Take(token, Line("snapshot", checkpoint.Nimg), () => Checkpoints.Enqueue(checkpoint));
        return [];
    }

    public async Task<ImmutableArray<string>> Complete(long token, CheckpointView checkpoint)
    {
        Assert.True(checkpoint.Final);
        await Take(token, Line("complete", checkpoint.Nimg), () => Final = checkpoint);
        return [.. Checkpoints.Select(c => c.Path)];
    }

    public Task Diverge(long token, string reason) => Take(token, $"diverge: {reason}");

    public Task Release(long token, string? failure) => Take(token, failure is null ? "release" : $"release: {failure}");

    public Task ReportDamage(string path, string reason) => Take(lease.Token, $"damage {path}");

    private static string Line(string what, long nimg) => string.Create(CultureInfo.InvariantCulture, $"{what} {nimg}");

    private async Task Take(long token, string? line, Action? also = null)
    {
        await Answers.Task;
        try
        {
            if (failures.TryDequeue(out var failure))
                throw failure;
            LeaseRules.Require("fake", lease, token);
            if (line is not null)
                Taken.Enqueue(line);
            also?.Invoke();
        }
        finally
        {
            heard.Release();
        }
    }
}
