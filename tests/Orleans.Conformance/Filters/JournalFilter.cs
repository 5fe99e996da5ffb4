namespace PgGanLab.OrleansConformance.Filters;

/// <summary>Notes every call of the grains that the filter tests use.</summary>
public sealed class JournalFilter(Journal journal) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }

        var key = context.TargetId.Key.ToString();
        journal.Add(key, $"before {context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName}");
        try
        {
            await context.Invoke();
            journal.Add(key, $"after {context.Result}");
        }
        catch (InvalidOperationException error)
        {
            journal.Add(key, $"failed: {error.Message}");
            throw;
        }
    }
}
