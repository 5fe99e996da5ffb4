namespace Orleans.Runtime;

/// <summary>How the silo starts (stages upwards) and stops (stages downwards).</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    /// <summary>The highest stage that has been started.</summary>
    int HighestCompletedStage { get; }

    /// <summary>The lowest stage that has been stopped.</summary>
    int LowestStoppedStage { get; }
}
