namespace PgGanLab.OrleansConformance.Scheduling;

[Alias("IReentrantGrain")]
public interface IReentrantGrain : IGrainWithStringKey
{
    [Alias("Hold")]
    Task Hold(string gate);

    [Alias("Ping")]
    Task Ping();

    [Alias("CallSelf")]
    Task CallSelf();

    /// <summary>Runs several turns; returns how many turns of the grain ever ran at the same time.</summary>
    [Alias("CountParallelTurns")]
    Task<int> CountParallelTurns();
}
