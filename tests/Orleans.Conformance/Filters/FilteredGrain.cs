namespace PgGanLab.OrleansConformance.Filters;

/// <summary>Filters its own calls, too: adds one to every result.</summary>
public sealed class FilteredGrain(Journal journal) : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        journal.Add(this.GetPrimaryKeyString(), $"own {context.ImplementationMethod.DeclaringType!.Name}");
        await context.Invoke();
        if (context.Result is int number) context.Result = number + 1;
    }

    public Task<int> Double(int number) => Task.FromResult(2 * number);

    public Task Fail() => throw new InvalidOperationException("on purpose");
}
