using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Workers;

/// <summary>What a phase asks of the device that trains it.</summary>
/// <param name="Memory">Of its memory.</param>
/// <param name="Cuda">Whether no other kind can train it.</param>
public sealed record DeviceNeed(MemoryNeed Memory, bool Cuda = false)
{
    /// <summary>Nothing.</summary>
    public static DeviceNeed None { get; } = new(MemoryNeed.None);

    public static DeviceNeed Of(PhaseRecipe recipe) => new(TrainingMemory.Need(recipe), NeedsCuda(recipe));

    /// <summary>Whether some of the phase's layers compute in float16, which only CUDA devices do.</summary>
    public static bool NeedsCuda(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe.Arithmetic.LowPrecision == LowPrecision.Float16;
    }

    /// <summary>Whether the worker's kind of device can train it, if it has the memory.</summary>
    public bool Allows(IdleWorker worker) => worker.IsCuda || !Cuda;

    /// <summary>Whether the worker can train it at all.</summary>
    public bool FitsInSharesInto(IdleWorker worker) => Allows(worker) && Memory.FitsInSharesInto(worker.MemoryBytes);

    /// <summary>
    /// Whether the worker can train it without smaller shares, so that the step is the recipe's to the last digit.
    /// </summary>
    public bool FitsWholeInto(IdleWorker worker) => Allows(worker) && Memory.FitsWholeInto(worker.MemoryBytes);
}

/// <summary>A worker that could train now.</summary>
/// <param name="Name">Such as <c>laptop/cpu:0</c>.</param>
/// <param name="MemoryBytes">What a trainer may use of its device's memory; null: no limit is known.</param>
/// <param name="IsCuda">Whether its device is a GPU under CUDA.</param>
public sealed record IdleWorker(string Name, long? MemoryBytes = null, bool IsCuda = false);

/// <summary>Kinds of devices, as their names say them.</summary>
public static class DeviceKind
{
    /// <summary>
    /// Whether a device (<c>cuda:0</c>), or each of several that share minibatches (<c>cuda:0+cuda:1</c>), is a GPU
    /// under CUDA.
    /// </summary>
    public static bool IsCuda(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return device == "cuda" || device.StartsWith("cuda:", StringComparison.Ordinal);
    }
}
