using Orleans.Concurrency;

namespace PgGanLab.OrleansConformance.Scheduling;

[Alias("IGateGrain")]
public interface IGateGrain : IGrainWithStringKey
{
    /// <summary>Holds the grain in a call until the gate is opened.</summary>
    [Alias("Hold")]
    Task Hold(string gate);

    [Alias("Ping")]
    Task Ping();

    [AlwaysInterleave]
    [Alias("PingAnyway")]
    Task PingAnyway();

    [ReadOnly]
    [Alias("HoldReading")]
    Task HoldReading(string gate);

    [ReadOnly]
    [Alias("Read")]
    Task Read();

    [OneWay]
    [Alias("HoldOneWay")]
    Task HoldOneWay(string gate);

    [OneWay]
    [Alias("FailOneWay")]
    Task FailOneWay();

    [ResponseTimeout("00:00:01")]
    [Alias("HoldImpatiently")]
    Task HoldImpatiently(string gate);

    /// <summary>Calls itself through a reference.</summary>
    [Alias("CallSelf")]
    Task CallSelf();

    /// <summary>Asks another grain to call this one back.</summary>
    [Alias("CallInCircle")]
    Task CallInCircle(string other);

    [Alias("CallBack")]
    Task CallBack(IGateGrain caller);

    [Alias("Append")]
    ValueTask Append(string entry);
}
