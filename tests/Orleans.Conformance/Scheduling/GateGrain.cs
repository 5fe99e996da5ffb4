namespace PgGanLab.OrleansConformance.Scheduling;

public class GateGrain(Gates gates, Journal journal) : Grain, IGateGrain
{
    public Task Hold(string gate) => gates[gate].PassAsync();

    public Task Ping()
    {
        journal.Add(this.GetPrimaryKeyString(), "ping");
        return Task.CompletedTask;
    }

    public Task PingAnyway() => Task.CompletedTask;

    public Task HoldReading(string gate) => gates[gate].PassAsync();

    public Task Read() => Task.CompletedTask;

    public Task HoldOneWay(string gate) => gates[gate].PassAsync();

    public Task FailOneWay() => throw new InvalidOperationException("nobody hears this");

    public Task HoldImpatiently(string gate) => gates[gate].PassAsync();

    public Task CallSelf() => this.AsReference<IGateGrain>().Ping();

    public Task CallInCircle(string other) => GrainFactory.GetGrain<IGateGrain>(other).CallBack(this.AsReference<IGateGrain>());

    public Task CallBack(IGateGrain caller) => caller.Ping();

    public ValueTask Append(string entry)
    {
        journal.Add(this.GetPrimaryKeyString(), entry);
        return default;
    }
}
