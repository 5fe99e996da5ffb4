using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Tells what a plan would do.</summary>
internal static class SweepPreviews
{
    /// <param name="finished">Keys of the plan's phases that are finished already.</param>
    public static SweepPreview Of(SweepPlan plan, IReadOnlySet<string> finished) => new()
    {
        Experiments = plan.Experiments.Length,
        PhasesRequested = plan.Experiments.Sum(e => e.Phases.Length),
        PhasesDistinct = plan.Tree.Nodes.Length,
        PhasesFinished = finished.Count,
        KimgRequested = plan.Tree.ImagesRequested / 1000.0,
        KimgToTrain = plan.Tree.ImagesToTrain(key => finished.Contains(key.Value)) / 1000.0,
        Points = [.. plan.Experiments.Take(plan.Foreseen).Select(SettingViews.Varied)],
        Remarks = plan.Remarks,
        Names = [.. plan.Experiments.Take(plan.Foreseen).Select(e => e.Name)],
    };
}
