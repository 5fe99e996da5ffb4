namespace PgGanLab.OrleansConformance.References;

public sealed class LeftTwinGrain : Grain, ITwinGrain
{
    public Task<string> Who() => Task.FromResult("left");
}
