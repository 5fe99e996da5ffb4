using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A timer whose callbacks are requests of its own activation; the next wait starts when a callback has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ILogger _logger;
    private readonly Timer _timer;
    private TimeSpan _period;
    private TimeSpan? _changedDueTime;
    private bool _isFiring;
    private bool _isDisposed;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, ILogger logger)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _logger = logger;
        _timer = new Timer(static self => ((GrainTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_gate)
        {
            _period = period;
            if (_isDisposed) return;
            if (_isFiring) _changedDueTime = dueTime;
            else _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _timer.Dispose();
        }

        _activation.Forget(this);
        _cancellation.Cancel();
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isFiring = true;
        }

        _activation.TryReceive(new TimerTick(this, _options.Interleave, _options.KeepAlive));
    }

    /// <summary>Runs the callback as a turn of the grain.</summary>
    public async Task RunAsync()
    {
        if (_cancellation.IsCancellationRequested) return;
        try
        {
            await _callback(_cancellation.Token);
        }
        catch (Exception exception)
        {
            _logger.LogTimerFailed(exception, _activation.GrainId);
        }

        lock (_gate)
        {
            _isFiring = false;
            if (_isDisposed) return;
            _timer.Change(_changedDueTime ?? _period, Timeout.InfiniteTimeSpan);
            _changedDueTime = null;
        }
    }

    private static void Validate(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 0xfffffffe, name);
    }
}
