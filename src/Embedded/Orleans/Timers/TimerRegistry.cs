using Orleans.Timers;

namespace Orleans.Runtime;

/// <summary>Starts timers of activations.</summary>
internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        return ((Activation)grainContext).RegisterTimer(callback, state, options);
    }
}
