namespace PgGanLab.OrleansConformance.Timers;

public sealed class TimerGrain(Gates gates, Journal journal) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;
    private int _running;
    private TaskScheduler? _scheduler;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(TimerPlan plan)
    {
        _scheduler = TaskScheduler.Current;
        _timer = this.RegisterGrainTimer(
            TickAsync,
            plan,
            new GrainTimerCreationOptions { DueTime = plan.DueTime, Period = plan.Period, Interleave = plan.Interleave, KeepAlive = plan.KeepAlive });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        journal.Add(Key, "stopped");
        return Task.CompletedTask;
    }

    public async Task StartAndHold(TimerPlan plan, string gate)
    {
        await Start(plan);
        await gates[gate].PassAsync();
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task RegisterAllForms()
    {
        var once = new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(() => Note("plain"), once);
        this.RegisterGrainTimer(_ => Note("token"), once);
        this.RegisterGrainTimer(Note, "state", once);
        this.RegisterGrainTimer((text, _) => Note(text), "state+token", once);
        this.RegisterGrainTimer(() => Note("plain, times"), TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        this.RegisterGrainTimer(Note, "state, times", TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Note("deactivated");

    private Task Note(string text)
    {
        journal.Add(Key, text);
        return Task.CompletedTask;
    }

    private async Task TickAsync(TimerPlan plan, CancellationToken cancellationToken)
    {
        var isAlone = Interlocked.Increment(ref _running) == 1 && TaskScheduler.Current == _scheduler;
        journal.Add(Key, isAlone ? "tick" : "tick beside another or elsewhere");
        try
        {
            if (plan.Gate is not null) await gates[plan.Gate].PassAsync();
            if (plan.WaitForToken) await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            if (plan.Fail) throw new InvalidOperationException("the callback fails");
            await Task.Yield();
        }
        catch (OperationCanceledException)
        {
            journal.Add(Key, "token");
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
