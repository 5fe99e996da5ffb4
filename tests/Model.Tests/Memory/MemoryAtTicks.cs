using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Memory;

/// <summary>What the process holds at every tick of a phase.</summary>
internal sealed class MemoryAtTicks : IPhaseProgress
{
    /// <summary>
    /// nimg, bytes in memory and those of the managed heap among them, live tensors; after garbage was collected.
    /// </summary>
    public List<(long Nimg, long Bytes, long Managed, long Tensors)> Readings { get; } = [];

    public void Ticked(Tick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        Readings.Add(
            (tick.Nimg, process.WorkingSet64, GC.GetGCMemoryInfo().TotalCommittedBytes, torch.Tensor.TotalCount));
    }

    public void Sampled(SampleFile sample) { }

    public void Measured(Measurement swd) { }

    public void MeasuredReferences(Measurement untrained, Measurement floor) { }

    public void Split(PhaseSplit split) { }

    public void Saved(CheckpointFile checkpoint, TimeSpan took) { }
}
