namespace PgGanLab.OrleansConformance.References;

public sealed class DerivedGrain : Grain, IDerivedGrain
{
    Task<string?> INamedGrain.Name() => Task.FromResult<string?>(null);

    public Task<string> Describe() => Task.FromResult(IdentityString);

    public Task<List<T>> Repeat<T>(T value, int times) => Task.FromResult(Enumerable.Repeat(value, times).ToList());
}
