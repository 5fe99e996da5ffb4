using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Pulls a grain's sequence in batches.</summary>
internal sealed class GrainEnumerator<T> : IAsyncEnumerator<T>
{
    private readonly IEnumerationExtension _grain;
    private readonly GrainMethod _method;
    private readonly object?[] _arguments;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _cancellation;
    private readonly Guid _id = Guid.NewGuid();
    private EnumerationStep<T>? _step;
    private int _index;
    private bool _isRemote;
    private bool _isDisposed;

    public GrainEnumerator(
        IEnumerationExtension grain, GrainMethod method, object?[] arguments, ILogger logger, CancellationToken cancellationToken)
    {
        _grain = grain;
        _method = method;
        _arguments = [.. arguments];
        _logger = logger;
        var parameter = Array.FindIndex(method.Parameters, p => p.IsCancellation);
        var token = parameter < 0 ? default : (CancellationToken)arguments[parameter]!;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken);
    }

    public T Current => _step is { } step && _index < step.Elements.Count
        ? step.Elements[_index]
        : throw new InvalidOperationException("Cannot get current value of an invalid enumerator.");

    public async ValueTask<bool> MoveNextAsync()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_step is { } step && ++_index < step.Elements.Count) return true;
        while (_step is null or { Status: EnumerationStatus.Active })
        {
            _index = 0;
            _step = await PullAsync();
            if (_step.Value.Elements.Count > 0) return true;
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (_isRemote) await StopAsync();
        _cancellation.Dispose();
    }

    /// <summary>Disposal does not hide the error that ended the enumeration; the log has this one.</summary>
    private async ValueTask StopAsync()
    {
        try
        {
            await _grain.Stop(_id);
        }
        catch (Exception exception)
        {
            _logger.LogStopFailed(exception, _method);
        }
    }

    private async ValueTask<EnumerationStep<T>> PullAsync()
    {
        var token = _cancellation.Token;
        token.ThrowIfCancellationRequested();
        var isFirst = !_isRemote;
        _isRemote = true;
        var step = isFirst
            ? await _grain.Start<T>(_id, new EnumerationStart(_method, _arguments), token)
            : await _grain.MoveNext<T>(_id, token);
        _isRemote = step.Status == EnumerationStatus.Active;
        return step.Status switch
        {
            EnumerationStatus.Failed => throw step.Error!,
            EnumerationStatus.Missing => throw new EnumerationAbortedException(
                "Enumeration aborted: the remote target does not have a record of this enumerator. This likely indicates that the "
                + "remote grain was deactivated since enumeration begun or that the enumerator was idle for longer than the expiration period."),
            _ => step,
        };
    }
}
