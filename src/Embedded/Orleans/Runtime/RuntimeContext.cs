namespace Orleans.Runtime;

/// <summary>Which activation the current code runs in.</summary>
internal static class RuntimeContext
{
    /// <summary>The current activation; null outside of grains, for example inside Task.Run.</summary>
    public static Activation? Current => (TaskScheduler.Current as ActivationScheduler)?.Activation;
}
