namespace PgGanLab.OrleansConformance.Calls;

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _value;

    public async Task<int> AddSlowly(int amount)
    {
        var before = _value;
        await Task.Yield();
        await Task.Delay(1);
        _value = before + amount;
        return _value;
    }

    public ValueTask<int> Get() => new(_value);

    public ValueTask<string> Key() => new(this.GetPrimaryKeyString());
}
