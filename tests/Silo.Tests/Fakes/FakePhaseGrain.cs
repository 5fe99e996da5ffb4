using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using NSubstitute;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Silo.Tests.Fakes;

/// <summary>
/// A phase grain that writes down what it is told, under the real lease rules. It is a substitute, not a class that
/// implements the interface: silos in the same process would take that for theirs.
/// </summary>
internal sealed class FakePhaseGrain
{
    private readonly ConcurrentQueue<Exception> failures = new();
    private readonly SemaphoreSlim heard = new(0);
    private Lease lease = new("laptop/cpu:0", 1, DateTimeOffset.MaxValue);

    public FakePhaseGrain()
    {
        Grain.Renew(default).ReturnsForAnyArgs(call => Take(call.Arg<long>(), null, () => Renewals++));
        Grain.ReportTicks(default, default).ReturnsForAnyArgs(call =>
            Take(call.Arg<long>(), $"ticks {string.Join(' ', call.Arg<ImmutableArray<Tick>>().Select(t => t.Nimg))}"));
        Grain.ReportSample(default, null!)
            .ReturnsForAnyArgs(call => Take(call.Arg<long>(), Line("sample", call.Arg<SampleFile>().Nimg)));
        Grain.ReportSwd(default, null!)
            .ReturnsForAnyArgs(call => Take(call.Arg<long>(), Line("swd", call.Arg<Measurement>().Nimg)));
        Grain.ReportReferences(default, null!, null!).ReturnsForAnyArgs(call => Take(call.Arg<long>(), "references"));
        Grain.ReportSnapshot(default, null!)
            .ReturnsForAnyArgs(call => Snapshot(call.Arg<long>(), call.Arg<CheckpointFile>()));
        Grain.Complete(default, null!)
            .ReturnsForAnyArgs(call => Complete(call.Arg<long>(), call.Arg<CheckpointFile>()));
        Grain.Diverge(default, null!)
            .ReturnsForAnyArgs(call => Take(call.Arg<long>(), $"diverge: {call.Arg<string>()}"));
        Grain.ReportTrouble(default, null!)
            .ReturnsForAnyArgs(call => Take(call.Arg<long>(), $"trouble: {call.Arg<string>()}"));
        Grain.ReportSplit(default, null!).ReturnsForAnyArgs(call =>
            Take(call.Arg<long>(), Line(
                $"split {call.Arg<PhaseSplit>().Before} to {call.Arg<PhaseSplit>().After} at",
                call.Arg<PhaseSplit>().Nimg)));
        Grain.Release(default, null).ReturnsForAnyArgs(call =>
            Take(call.Arg<long>(), call.Arg<string?>() is { } failure ? $"release: {failure}" : "release"));
        Grain.ReportDamage(null!, null!)
            .ReturnsForAnyArgs(call => Take(lease.Token, $"damage {call.ArgAt<string>(0)}"));
    }

    public IGrowthPhaseGrain Grain { get; } = Substitute.For<IGrowthPhaseGrain>();

    /// <summary>Everything taken, in order: <c>ticks 10 20</c>, <c>snapshot 30</c>, <c>complete 40</c>, …</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Snapshots taken, in order.</summary>
    public ConcurrentQueue<CheckpointFile> Checkpoints { get; } = new();

    /// <summary>The checkpoint that completed the phase.</summary>
    public CheckpointFile? Final { get; private set; }

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
    public async Task WaitForCall() =>
        Assert.True(await heard.WaitAsync(TimeSpan.FromSeconds(90)), "The grain was not called.");

    private static string Line(string what, long nimg) => string.Create(CultureInfo.InvariantCulture, $"{what} {nimg}");

    private async Task<ImmutableArray<string>> Snapshot(long token, CheckpointFile checkpoint)
    {
        Assert.False(checkpoint.Final);
        await Take(token, Line("snapshot", checkpoint.Nimg), () => Checkpoints.Enqueue(checkpoint));
        return [];
    }

    private async Task<ImmutableArray<string>> Complete(long token, CheckpointFile checkpoint)
    {
        Assert.True(checkpoint.Final);
        await Take(token, Line("complete", checkpoint.Nimg), () => Final = checkpoint);
        return [.. Checkpoints.Select(c => c.Path)];
    }

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
