namespace PgGanLab.OrleansConformance.Context;

public sealed class ActivationContextGrain : Grain, IActivationContextGrain
{
    private object? _seen;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _seen = RequestContext.Get("sweep");
        return Task.CompletedTask;
    }

    public Task<object?> SeenWhileActivating() => Task.FromResult(_seen);
}
