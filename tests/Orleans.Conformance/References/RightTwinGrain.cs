namespace PgGanLab.OrleansConformance.References;

[GrainType("right")]
public sealed class RightTwinGrain : Grain, ITwinGrain
{
    public Task<string> Who() => Task.FromResult("right");
}
