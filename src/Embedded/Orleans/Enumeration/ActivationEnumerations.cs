
namespace Orleans.Runtime;

/// <summary>The sequences that callers pull from one activation. All of it runs on the activation's scheduler.</summary>
internal sealed class ActivationEnumerations(Activation activation, TimeSpan responseTimeout) : IEnumerationExtension, IAsyncDisposable
{
    private readonly Dictionary<Guid, ActivationEnumeration> _enumerations = [];
    private IGrainTimer? _cleanup;

    public ValueTask<EnumerationStep<T>> Start<T>(Guid id, EnumerationStart start, CancellationToken cancellationToken)
    {
        _cleanup ??= activation.RegisterTimer(
            static (self, _) => self.RemoveExpiredAsync(),
            this,
            new GrainTimerCreationOptions(responseTimeout, responseTimeout) { Interleave = true });
        var enumeration = new ActivationEnumeration<T>(activation.GrainInstance!, start, responseTimeout / 2);
        _enumerations.Add(id, enumeration);
        return PullAsync(id, enumeration, cancellationToken);
    }

    public ValueTask<EnumerationStep<T>> MoveNext<T>(Guid id, CancellationToken cancellationToken) =>
        _enumerations.TryGetValue(id, out var enumeration)
            ? PullAsync(id, (ActivationEnumeration<T>)enumeration, cancellationToken)
            : new(new EnumerationStep<T>(EnumerationStatus.Missing, []));

    public ValueTask Stop(Guid id) => _enumerations.Remove(id, out var enumeration) ? enumeration.DisposeAsync() : default;

    public async ValueTask DisposeAsync()
    {
        _cleanup?.Dispose();
        foreach (var id in _enumerations.Keys.ToArray()) await Stop(id);
    }

    /// <summary>Whatever the grain's sequence throws belongs to the caller.</summary>
    private async ValueTask<EnumerationStep<T>> PullAsync<T>(
        Guid id, ActivationEnumeration<T> enumeration, CancellationToken cancellationToken)
    {
        EnumerationStep<T> step;
        try
        {
            step = await enumeration.PullAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            step = new EnumerationStep<T>(EnumerationStatus.Failed, [], exception);
        }

        if (step.Status != EnumerationStatus.Active) await Stop(id);
        return step;
    }

    private async Task RemoveExpiredAsync()
    {
        foreach (var (id, enumeration) in _enumerations.ToArray())
        {
            if (enumeration.IsExpired()) await Stop(id);
        }
    }
}
