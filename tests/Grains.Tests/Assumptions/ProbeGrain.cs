using System.Collections.Concurrent;

namespace PgGanLab.Grains.Tests.Assumptions;

/// <summary>A grain that watches how Orleans runs it.</summary>
public interface IProbeGrain : IGrainWithStringKey
{
    /// <summary>A turn with awaits in the middle.</summary>
    Task Enter();

    /// <summary>A timer whose turns have awaits in the middle, until <see cref="Report"/>.</summary>
    Task StartTimer();

    /// <summary>How many turns ran, and how many were ever inside at once.</summary>
    Task<TurnReport> Report();

    /// <summary>Keeps what came, for <see cref="ProbeGrain.Kept"/>.</summary>
    Task Keep(ImmutableNote immutable, MutableNote mutable);
}

[GenerateSerializer, Immutable]
public sealed record TurnReport(
    [property: Id(0)] int Calls, [property: Id(1)] int TimerTurns, [property: Id(2)] int MostAtOnce);

[GenerateSerializer, Immutable]
public sealed record ImmutableNote([property: Id(0)] string Text);

[GenerateSerializer]
public sealed record MutableNote([property: Id(0)] string Text);

internal sealed class ProbeGrain : Grain, IProbeGrain
{
    private IGrainTimer? timer;
    private int calls;
    private int timerTurns;
    private int inside;
    private int mostInside;

    /// <summary>What <see cref="Keep"/> got, by the grain's key.</summary>
    public static ConcurrentDictionary<string, (ImmutableNote Immutable, MutableNote Mutable)> Kept { get; } = new();

    public async Task Enter()
    {
        await Turn();
        calls++;
    }

    public Task StartTimer()
    {
        timer = this.RegisterGrainTimer(
            TimerTurn, new GrainTimerCreationOptions(TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
        return Task.CompletedTask;
    }

    public Task<TurnReport> Report()
    {
        timer?.Dispose();
        return Task.FromResult(new TurnReport(calls, timerTurns, mostInside));
    }

    public Task Keep(ImmutableNote immutable, MutableNote mutable)
    {
        Kept[this.GetPrimaryKeyString()] = (immutable, mutable);
        return Task.CompletedTask;
    }

    private async Task TimerTurn()
    {
        await Turn();
        timerTurns++;
    }

    private async Task Turn()
    {
        mostInside = Math.Max(mostInside, ++inside);
        for (var i = 0; i < 3; i++)
            await Task.Yield();
        await Task.Delay(1);
        inside--;
    }
}
