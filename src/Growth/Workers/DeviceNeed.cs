using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Workers;

/// <summary>What a phase asks of the device that trains it.</summary>
/// <param name="Memory">Of its memory.</param>
/// <param name="Cuda">Whether no other kind can train it.</param>
public sealed record DeviceNeed(MemoryNeed Memory, bool Cuda = false)
{
    /// <summary>
    /// What the sweeps that want the phase say of workers; one that any of them allows may train it. Empty: any worker.
    /// </summary>
    public ImmutableArray<WorkerChoice> Choices { get; init; } = [];

    /// <summary>
    /// Bytes that must be free in the store before it is begun, whichever device trains it
    /// (<see cref="CheckpointSize.ToBegin"/>).
    /// </summary>
    public long StoreBytes { get; init; }

    /// <summary>Nothing.</summary>
    public static DeviceNeed None { get; } = new(MemoryNeed.None);

    public static DeviceNeed Of(PhaseRecipe recipe) =>
        new(TrainingMemory.Need(recipe), NeedsCuda(recipe)) { StoreBytes = CheckpointSize.ToBegin(recipe) };

    /// <summary>Whether some of the phase's layers compute in float16, which only CUDA devices do.</summary>
    public static bool NeedsCuda(PhaseRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe.Arithmetic.LowPrecision == LowPrecision.Float16;
    }

    /// <summary>Whether the worker's kind of device and its labels are right, if it has the memory.</summary>
    public bool Allows(IdleWorker worker) => AllowsKind(worker) && AllowsLabels(worker);

    /// <summary>Whether the worker's kind of device can train it.</summary>
    public bool AllowsKind(IdleWorker worker) => worker.IsCuda || !Cuda;

    /// <summary>Whether a sweep that wants it allows the worker.</summary>
    public bool AllowsLabels(IdleWorker worker) =>
        Choices.IsEmpty || Choices.Any(c => c.Labels.Matches(worker.Labels));

    /// <summary>Whether a sweep that wants it, and allows the worker, would rather have it than others.</summary>
    public bool Prefers(IdleWorker worker) => Choices.Any(
        c => !c.Prefer.IsEmpty && c.Labels.Matches(worker.Labels) && c.Prefer.Matches(worker.Labels));

    /// <summary>The labels that it asks for, as people read them; empty for none.</summary>
    public string LabelsText => string.Join(" or ", Choices.Select(c => c.Labels.ToString()).Distinct());

    /// <summary>Whether both ask the same of a device.</summary>
    public bool Equals(DeviceNeed? other) =>
        other is not null && Memory == other.Memory && Cuda == other.Cuda && Choices.SequenceEqual(other.Choices);

    public override int GetHashCode() => HashCode.Combine(Memory, Cuda, Choices.Length);

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
/// <param name="Labels">As in <see cref="Worker.Labels"/>.</param>
public sealed record IdleWorker(string Name, long? MemoryBytes = null, bool IsCuda = false, string Labels = "")
{
    /// <summary>What it takes beside what it trains; null where it trains nothing.</summary>
    public LaneRoom? Room { get; init; }
}

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
