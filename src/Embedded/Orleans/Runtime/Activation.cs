using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>One activation of a grain: the grain object, its scheduler, and what waits and runs.</summary>
internal sealed class Activation : IGrainContext
{
    private readonly Lock _gate = new();
    private readonly SiloRuntime _silo;
    private readonly GrainClass _class;
    private readonly ActivationScheduler _scheduler;
    private readonly RequestQueue _requests;
    private readonly HashSet<GrainTimer> _timers = [];
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _ageLimit;
    private ActivationState _state = ActivationState.Activating;
    private DeactivationReason _reason;
    private CancellationToken _deactivationToken;
    private bool _wasValid;
    private bool _isBusyWithLifecycle = true;
    private bool _isPumping;
    private long _idleSince = Stopwatch.GetTimestamp();
    private DateTime _keepAliveUntil = DateTime.MinValue;
    private AsyncServiceScope? _scope;
    private ActivationEnumerations? _enumerations;
    private GrainReference? _reference;

    public Activation(SiloRuntime silo, GrainId grainId, GrainClass grainClass)
    {
        _silo = silo;
        _class = grainClass;
        GrainId = grainId;
        _scheduler = new ActivationScheduler(this);
        _requests = new RequestQueue(grainClass.IsReentrant);
        _ageLimit = grainClass.AgeLimit(silo.Collection);
    }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope?.ServiceProvider ?? throw new InvalidOperationException($"{GrainId} is not activated yet.");

    public GrainReference GrainReference => _reference ??= _silo.Proxies.Create(GrainId, _class.MainInterface);

    public Task Deactivated => _deactivated.Task;

    /// <summary>The sequences that callers pull.</summary>
    public ActivationEnumerations Enumerations => _enumerations ??= new ActivationEnumerations(this, _silo.ResponseTimeout);

    /// <summary>Starts to make the grain object and to activate it.</summary>
    public void Start(Dictionary<string, object>? requestContext) => _scheduler.Post(
        static state =>
        {
            var (self, values) = ((Activation, Dictionary<string, object>?))state!;
            _ = self.ActivateAsync(values);
        },
        (this, requestContext));

    /// <summary>Takes a request; false where the activation has ended.</summary>
    public bool TryReceive(ActivationRequest request)
    {
        lock (_gate)
        {
            if (_state == ActivationState.Invalid) return false;
            if (request is MethodCall call) call.Host = this;
            _requests.Add(request);
        }

        PostPump();
        return true;
    }

    /// <summary>Cancels a call that waits or runs here.</summary>
    public void Cancel(MethodCall call, CancellationTokenSource cancellation)
    {
        lock (_gate)
        {
            if (_requests.Remove(call)) return;
        }

        _scheduler.Post(static source => ((CancellationTokenSource)source!).Cancel(), cancellation);
    }

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_state is ActivationState.Deactivating or ActivationState.Invalid) return;
            _wasValid = _state == ActivationState.Valid;
            _state = ActivationState.Deactivating;
            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
        }

        PostPump();
    }

    /// <summary>Keeps the activation from being collected; zero or less takes that back, infinite means for ever.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        lock (_gate)
        {
            _keepAliveUntil = time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? DateTime.MaxValue
                : time <= TimeSpan.Zero ? DateTime.MinValue
                : DateTime.UtcNow + time;
        }
    }

    /// <summary>Deactivates where nothing was called for the class's age limit.</summary>
    public void DeactivateIfIdle()
    {
        lock (_gate)
        {
            if (_state != ActivationState.Valid || _ageLimit == Timeout.InfiniteTimeSpan || !_requests.IsEmpty) return;
            if (_keepAliveUntil > DateTime.UtcNow || Stopwatch.GetElapsedTime(_idleSince) < _ageLimit) return;
        }

        Deactivate(new DeactivationReason(
            DeactivationReasonCode.ActivationIdle, $"Activation exceeded idle timeout of '{_ageLimit}', so it is being deactivated."));
    }

    /// <summary>Starts a timer that ends with the activation.</summary>
    public IGrainTimer RegisterTimer<TState>(
        Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, token => callback(state, token), options, _silo.Logger);
        timer.Change(options.DueTime, options.Period);
        lock (_gate) _timers.Add(timer);
        return timer;
    }

    public void Forget(GrainTimer timer)
    {
        lock (_gate) _timers.Remove(timer);
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => base.GetHashCode();

    public override string ToString() => GrainId.ToString();

    /// <summary>Whatever activation throws belongs to the waiting callers.</summary>
    private async Task ActivateAsync(Dictionary<string, object>? requestContext)
    {
        RequestContext.Import(requestContext);
        try
        {
            using var timeout = new CancellationTokenSource(_silo.Collection.ActivationTimeout);
            await _silo.Placement.PlaceAsync(_class, GrainId, requestContext);
            _scope = _silo.Services.CreateAsyncScope();
            GrainInstance = _class.Create(ActivationServices);
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            _silo.Logger.LogActivationFailed(exception, GrainId);
            await EndAsync(exception);
            return;
        }

        lock (_gate)
        {
            _isBusyWithLifecycle = false;
            _idleSince = Stopwatch.GetTimestamp();
            if (_state == ActivationState.Activating) _state = ActivationState.Valid;
        }

        Pump();
    }

    /// <summary>A grain that fails to say goodbye is gone all the same; the log has it.</summary>
    private async Task FinishDeactivatingAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(_deactivationToken);
        timeout.CancelAfter(_silo.Collection.DeactivationTimeout);
        DisposeTimers();
        try
        {
            if (_wasValid && GrainInstance is IGrainBase grain)
                await grain.OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            _silo.Logger.LogDeactivationFailed(exception, GrainId);
        }

        await EndAsync(_reason.Exception);
    }

    /// <summary>Ends the activation; with an error all waiting calls fail, without one they go to the next activation.</summary>
    private async Task EndAsync(Exception? error)
    {
        DisposeTimers();
        await DisposeGrainAsync();
        List<ActivationRequest> waiting;
        lock (_gate)
        {
            _state = ActivationState.Invalid;
            waiting = _requests.TakeWaiting();
        }

        _silo.Directory.Remove(this);
        _deactivated.TrySetResult();
        foreach (var request in waiting.Where(request => !request.IsLocal))
        {
            if (error is not null) request.Reject(error);
            else _silo.Directory.Reroute(GrainId, request, _reason.Description);
        }
    }

    /// <summary>A grain that fails to dispose is gone all the same; the log has it.</summary>
    private async Task DisposeGrainAsync()
    {
        try
        {
            if (_enumerations is not null) await _enumerations.DisposeAsync();
            if (GrainInstance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else (GrainInstance as IDisposable)?.Dispose();
            if (_scope is { } scope) await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            _silo.Logger.LogDisposalFailed(exception, GrainId);
        }
    }

    private void DisposeTimers()
    {
        GrainTimer[] timers;
        lock (_gate) timers = [.. _timers];
        foreach (var timer in timers) timer.Dispose();
    }

    private void PostPump() => _scheduler.Post(static self => ((Activation)self!).Pump(), this);

    /// <summary>Starts what may run. Runs on the activation's scheduler, as everything here that is not locked.</summary>
    private void Pump()
    {
        if (_isPumping) return;
        _isPumping = true;
        while (TryStartNext(out var request)) _ = RunAsync(request);
        _isPumping = false;
        if (MayFinish()) _ = FinishDeactivatingAsync();
    }

    private bool TryStartNext([NotNullWhen(true)] out ActivationRequest? request)
    {
        request = null;
        lock (_gate) return _state == ActivationState.Valid && _requests.TryStart(out request);
    }

    private bool MayFinish()
    {
        lock (_gate)
        {
            if (_state != ActivationState.Deactivating || _isBusyWithLifecycle || _requests.IsRunning) return false;
            _isBusyWithLifecycle = true;
            return true;
        }
    }

    private async Task RunAsync(ActivationRequest request)
    {
        await request.RunAsync(this);
        lock (_gate)
        {
            _requests.Complete(request);
            if (request.IsKeepAlive) _idleSince = Stopwatch.GetTimestamp();
        }

        Pump();
    }
}
