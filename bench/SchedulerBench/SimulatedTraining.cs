using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.SchedulerBench;

/// <summary>What a trainer tells a phase's grain, without the training.</summary>
internal static class SimulatedTraining
{
    /// <summary>Two ticks, a sample, SWD where there is one, what results are held against, and the end.</summary>
    public static async Task Run(IGrowthPhaseGrain phase, TrainingPlan plan, TimeSpan duration)
    {
        var (recipe, token) = (plan.Recipe, plan.Token);
        await Task.Delay(duration);
        await phase.ReportTicks(token, [Tick(recipe.Start + recipe.Images / 2), Tick(recipe.End)]);
        await phase.ReportSample(token, new SampleFile(
            plan.Phase, recipe.Resolution, recipe.End, 1, $"{StoreLayout.Lease(plan.Phase, token)}/{recipe.End}.png"));
        if (recipe.Resolution >= 16)
            await phase.ReportSwd(token, Swd(plan, recipe.End));
        if (plan.Evaluation.MeasureReferences)
            await phase.ReportReferences(token, Swd(plan, 0), Swd(plan, 0) with
            {
                Images = SwdFloor.Images(plan.Evaluation.SwdImages, BenchLab.Images.Images),
            });
        await phase.Complete(token, new CheckpointFile(
            plan.Phase, recipe.Resolution, recipe.End, true,
            $"{StoreLayout.Lease(plan.Phase, token)}/final.safetensors", new string('c', 64), 1000,
            DateTimeOffset.UtcNow));
    }

    public static Tick Tick(long nimg) => new()
    {
        Nimg = nimg,
        Alpha = 1,
        ImagesPerSecond = 100,
        Seconds = 1,
        Values = ImmutableSortedDictionary<string, double>.Empty.Add("d_loss", 1).Add("g_loss", 2).Add("gp", 0.1),
    };

    private static Measurement Swd(TrainingPlan plan, long nimg) => new()
    {
        Average = plan.Recipe.LearningRate * 10_000,
        Levels = ImmutableSortedDictionary<int, double>.Empty.Add(16, plan.Recipe.LearningRate * 10_000),
        Resolution = plan.Recipe.Resolution,
        Nimg = nimg,
        Images = plan.Evaluation.SwdImages,
        MsSsim = 0.2,
    };
}
