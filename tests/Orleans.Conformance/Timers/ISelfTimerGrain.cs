namespace PgGanLab.OrleansConformance.Timers;

[Alias("ISelfTimerGrain")]
public interface ISelfTimerGrain : IGrainWithStringKey
{
    [Alias("Ping")]
    Task Ping();
}
