using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain class implements, by itself or by deriving from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The activation that the grain object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the activation's first call. A failure reaches all waiting callers; the next call tries again.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the activation's last call, also when the silo stops.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
