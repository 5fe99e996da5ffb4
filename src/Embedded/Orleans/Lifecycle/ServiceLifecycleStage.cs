namespace Orleans;

/// <summary>The stages of the silo's life.</summary>
public static class ServiceLifecycleStage
{
    public const int First = int.MinValue;
    public const int RuntimeInitialize = 2000;
    public const int RuntimeServices = 4000;
    public const int RuntimeStorageServices = 6000;
    public const int RuntimeGrainServices = 8000;

    /// <summary>Before grains can be called.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>Stopping: after everything of <see cref="Active"/>, all grains are deactivated.</summary>
    public const int GrainDeactivation = Active - 2;
    public const int BecomeActive = Active - 1;

    /// <summary>Grains can be called.</summary>
    public const int Active = 20000;
    public const int Last = int.MaxValue;
}
