namespace PgGanLab.OrleansConformance.Context;

public sealed class ContextGrain : Grain, IContextGrain
{
    private static readonly AsyncLocal<string?> Leak = new();

    public static string? Leaked
    {
        get => Leak.Value;
        set => Leak.Value = value;
    }

    public async Task<object?> Get(string name)
    {
        await Task.Yield();
        return name == "leak" ? Leaked : RequestContext.Get(name);
    }

    public Task<object?> GetBehind(string name) => GrainFactory.GetGrain<IContextGrain>("behind").Get(name);

    public Task Set(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.CompletedTask;
    }
}
