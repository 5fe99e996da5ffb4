using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Simulation;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Tells what a plan would do.</summary>
internal static class SweepPreviews
{
    /// <param name="plan">What follows from the sweep's file.</param>
    /// <param name="train">Keys of the plan's phases that are to be trained.</param>
    /// <param name="paces">How fast the present workers train.</param>
    /// <param name="footprint">What these take of disks and devices.</param>
    /// <param name="diskFree">Bytes that are free in the store.</param>
    public static SweepPreview Of(
        SweepPlan plan, IReadOnlySet<PhaseKey> train, LabPaces paces, SweepFootprint footprint, long diskFree) => new()
        {
            DiskBytes = footprint.Disk,
            MemoryBytes = footprint.Memory,
            Experiments = plan.Experiments.Length,
            PhasesRequested = plan.Experiments.Sum(e => e.Phases.Length),
            PhasesDistinct = plan.Tree.Nodes.Length,
            PhasesFinished = plan.Tree.Nodes.Length - train.Count,
            KimgRequested = plan.Tree.ImagesRequested / 1000.0,
            KimgToTrain = plan.Tree.ImagesToTrain(key => !train.Contains(key)) / 1000.0,
            Points = [.. plan.Experiments.Take(plan.Foreseen).Select(SettingViews.Varied)],
            Remarks = footprint.Remark(diskFree) is { } remark ? plan.Remarks.Add(remark) : plan.Remarks,
            Time = paces.Devices.Kinds.IsEmpty ? null : Time(plan, train, paces),
            Rungs = StoppingForecast.Of(plan)?.Rungs ?? [],
            KimgExpected = StoppingForecast.Of(plan)?.ImagesExpected(key => !train.Contains(key)) / 1000.0,
            Names = [.. plan.Experiments.Take(plan.Foreseen).Select(e => e.Name)],
        };

    /// <summary>As if the present workers trained nothing else.</summary>
    private static PreviewedTime Time(SweepPlan plan, IReadOnlySet<PhaseKey> train, LabPaces paces)
    {
        var finished = plan.Tree.Nodes.Select(n => n.Phase.Key).Where(key => !train.Contains(key))
            .Select(key => key.Value).ToHashSet();
        var simulated = LabSimulation.Run(
            [new SimulatedSweep("", plan)], new SimulatedFleet(paces.Devices.Kinds), paces.Rates, finished);
        var doubt = PaceDoubt.Factor(simulated.Source);
        return new PreviewedTime(
            simulated.Makespan / doubt, simulated.Makespan * doubt, simulated.DeviceSeconds, simulated.Devices);
    }
}
