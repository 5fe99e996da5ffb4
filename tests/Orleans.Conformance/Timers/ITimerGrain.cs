namespace PgGanLab.OrleansConformance.Timers;

[Alias("ITimerGrain")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts the grain's timer; its callbacks do what <paramref name="plan"/> says.</summary>
    [Alias("Start")]
    Task Start(TimerPlan plan);

    [Alias("Change")]
    Task Change(TimeSpan dueTime, TimeSpan period);

    [Alias("Stop")]
    Task Stop();

    /// <summary>Starts the timer and stays in this call until the gate opens.</summary>
    [Alias("StartAndHold")]
    Task StartAndHold(TimerPlan plan, string gate);

    [Alias("Leave")]
    Task Leave();

    [Alias("RegisterAllForms")]
    Task RegisterAllForms();
}
