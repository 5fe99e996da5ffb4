using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Memory;

/// <summary>What the process holds at every tick of a phase.</summary>
internal sealed class MemoryAtTicks : IPhaseProgress
{
    /// <summary>nimg, bytes in memory and those of the managed heap among them, live tensors; after garbage was collected.</summary>
    public List<(long Nimg, long Bytes, long Managed, long Tensors)> Readings { get; } = [];

    public void Ticked(PhaseTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Readings.Add((tick.Nimg, process.WorkingSet64, GC.GetGCMemoryInfo().TotalCommittedBytes, torch.Tensor.TotalCount));
    }

    public void Sampled(PhaseSample sample) { }

    public void Measured(SwdResult swd) { }

    public void MeasuredReferences(SwdResult untrained, SwdResult floor) { }

    public void Split(PhaseSplit split) { }

    public void Saved(CheckpointFile checkpoint) { }
}
