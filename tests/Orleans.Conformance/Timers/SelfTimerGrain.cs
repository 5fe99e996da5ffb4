namespace PgGanLab.OrleansConformance.Timers;

/// <summary>Starts a timer while it is activated; the third callback slows it down for ever, the fourth never comes.</summary>
public sealed class SelfTimerGrain(Journal journal) : Grain, ISelfTimerGrain
{
    private IGrainTimer? _fast;
    private IGrainTimer? _once;
    private int _ticks;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _fast = this.RegisterGrainTimer(TickAsync, new(TimeSpan.Zero, TimeSpan.FromMilliseconds(5)));
        _once = this.RegisterGrainTimer(DisposeItself, new(TimeSpan.Zero, TimeSpan.FromMilliseconds(5)));
        return Task.CompletedTask;
    }

    public Task Ping() => Task.CompletedTask;

    private Task TickAsync()
    {
        journal.Add(this.GetPrimaryKeyString(), "tick");
        if (++_ticks == 3) _fast!.Change(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5));
        return Task.CompletedTask;
    }

    private Task DisposeItself()
    {
        journal.Add(this.GetPrimaryKeyString(), "once");
        _once!.Dispose();
        return Task.CompletedTask;
    }
}
