namespace PgGanLab.OrleansConformance.Copying;

public sealed class EchoGrain : Grain, IEchoGrain
{
    private List<int> _kept = [];

    public Task<object?> Echo(object? value) => Task.FromResult(value);

    public Task<bool> AreSame(object first, object second) => Task.FromResult(ReferenceEquals(first, second));

    public Task<List<int>> Keep(List<int> list) => Task.FromResult(_kept = list);

    public Task<List<int>> Kept() => Task.FromResult(_kept);

    public Task AddTo(List<int> list) => Add(list);

    public Task AddToImmutable([Immutable] List<int> list) => Add(list);

    public Task AddToMembers(MutableRecord record) => Add(record.Numbers);

    public Task AddToFrozen(FrozenRecord record) => Add(record.Numbers);

    public Task<object> MakePlain() => Task.FromResult<object>(new PlainRecord("x"));

    private static Task Add(List<int> list)
    {
        list.Add(-1);
        return Task.CompletedTask;
    }
}
