using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Simulation;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Tells what a plan would do.</summary>
internal static class SweepPreviews
{
    /// <param name="plan">The plan.</param>
    /// <param name="finished">Keys of its phases that are finished already.</param>
    /// <param name="paces">How fast the present workers train.</param>
    public static SweepPreview Of(SweepPlan plan, IReadOnlySet<string> finished, LabPaces paces) => new()
    {
        Experiments = plan.Experiments.Length,
        PhasesRequested = plan.Experiments.Sum(e => e.Phases.Length),
        PhasesDistinct = plan.Tree.Nodes.Length,
        PhasesFinished = finished.Count,
        KimgRequested = plan.Tree.ImagesRequested / 1000.0,
        KimgToTrain = plan.Tree.ImagesToTrain(key => finished.Contains(key.Value)) / 1000.0,
        Points = [.. plan.Experiments.Take(plan.Foreseen).Select(SettingViews.Varied)],
        Remarks = plan.Remarks,
        Time = paces.Devices.Kinds.IsEmpty ? null : Time(plan, finished, paces),
        Names = [.. plan.Experiments.Take(plan.Foreseen).Select(e => e.Name)],
    };

    /// <summary>As if the present workers trained nothing else.</summary>
    private static PreviewedTime Time(SweepPlan plan, IReadOnlySet<string> finished, LabPaces paces)
    {
        var simulated = LabSimulation.Run(
            [new SimulatedSweep("", plan)], new SimulatedFleet(paces.Devices.Kinds), paces.Rates, finished);
        var doubt = PaceDoubt.Factor(simulated.Source);
        return new PreviewedTime(
            simulated.Makespan / doubt, simulated.Makespan * doubt, simulated.DeviceSeconds, simulated.Devices);
    }
}
