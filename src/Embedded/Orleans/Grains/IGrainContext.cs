namespace Orleans.Runtime;

/// <summary>One activation of a grain, or one observer object.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's id.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null before it was made.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation's scope.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends when the activation has been deactivated.</summary>
    Task Deactivated { get; }

    /// <summary>Starts to deactivate: running calls end first, waiting ones go to the grain's next activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
