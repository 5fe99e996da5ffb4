using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>What waits for and what runs in an activation, and the rule which of it may run now. Its owner locks.</summary>
internal sealed class RequestQueue(bool isReentrant)
{
    private readonly List<ActivationRequest> _waiting = [];
    private readonly HashSet<ActivationRequest> _running = [];
    private ActivationRequest? _blocking;

    public bool IsEmpty => _waiting.Count == 0 && _running.Count == 0;

    public bool IsRunning => _running.Count > 0;

    public void Add(ActivationRequest request) => _waiting.Add(request);

    /// <summary>Takes a request away that has not started.</summary>
    public bool Remove(ActivationRequest request) => _waiting.Remove(request);

    /// <summary>Takes everything away that has not started.</summary>
    public List<ActivationRequest> TakeWaiting()
    {
        List<ActivationRequest> waiting = [.. _waiting];
        _waiting.Clear();
        return waiting;
    }

    /// <summary>Starts the oldest request that may run beside the running ones.</summary>
    public bool TryStart([NotNullWhen(true)] out ActivationRequest? request)
    {
        var index = _waiting.FindIndex(MayRun);
        request = index < 0 ? null : _waiting[index];
        if (request is null) return false;
        _waiting.RemoveAt(index);
        _running.Add(request);
        if (!request.IsAlwaysInterleave) _blocking ??= request;
        return true;
    }

    public void Complete(ActivationRequest request)
    {
        _running.Remove(request);
        if (_blocking == request) _blocking = null;
    }

    private bool MayRun(ActivationRequest request) =>
        _running.Count == 0
        || request.IsAlwaysInterleave
        || _blocking is null
        || (_blocking.IsReadOnly && request.IsReadOnly)
        || isReentrant;
}
