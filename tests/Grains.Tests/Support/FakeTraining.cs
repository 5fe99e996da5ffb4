using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// What a worker tells a phase grain, without the training. SWD is 10,000 times the phase's learning rate.
/// </summary>
internal static class FakeTraining
{
    /// <summary>
    /// Trains the plan to its end: ticks, a snapshot, SWD, references where they are asked for, the final checkpoint.
    /// </summary>
    public static async Task Run(IGrowthPhaseGrain phase, TrainingPlan plan)
    {
        var recipe = plan.Recipe;
        var measuredOnly = plan.StartFrom is { Final: true } start && start.Phase == plan.Phase;
        if (!measuredOnly)
        {
            await phase.ReportTicks(plan.Token, [Tick(recipe.Start + recipe.Images / 2), Tick(End(plan))]);
            await phase.ReportSample(plan.Token, Sample(plan, End(plan)));
        }
        if (recipe.Resolution >= 16)
            await phase.ReportSwd(plan.Token, Swd(plan, End(plan)));
        if (plan.Evaluation.MeasureReferences)
            await phase.ReportReferences(plan.Token, Swd(plan, 0) with { Average = 300 }, Swd(plan, 0)
                with
            { Average = 5, MsSsim = RealMsSsim, Images = SwdFloor.Images(plan.Evaluation.SwdImages, TestLab.Shapes.Images) });
        await phase.Complete(plan.Token, measuredOnly ? plan.StartFrom! : Final(plan));
    }

    /// <summary>MS-SSIM among real images: that of a generator that learns with a rate of 0.002.</summary>
    private const double RealMsSsim = 0.202;

    /// <summary>Where whole minibatches end the phase: past its planned end by half a minibatch.</summary>
    public static long End(TrainingPlan plan)
    {
        var recipe = plan.Recipe;
        return recipe.End + recipe.Minibatch / 2;
    }

    public static Tick Tick(long nimg, double loss = 1) => new()
    {
        Nimg = nimg,
        Alpha = 1,
        ImagesPerSecond = 100,
        Seconds = 1,
        Values = ImmutableSortedDictionary<string, double>.Empty.Add("d_loss", loss),
    };

    public static SampleFile Sample(TrainingPlan plan, long nimg) =>
        new(plan.Phase, plan.Recipe.Resolution, nimg, 1, $"{StoreLayout.Lease(plan.Phase, plan.Token)}/{nimg}.png");

    public static Measurement Swd(TrainingPlan plan, long nimg)
    {
        var recipe = plan.Recipe;
        return new()
        {
            Average = recipe.LearningRate * 10_000,
            Levels = ImmutableSortedDictionary<int, double>.Empty.Add(16, recipe.LearningRate * 10_000),
            Resolution = recipe.Resolution,
            Nimg = nimg,
            Images = plan.Evaluation.SwdImages,
            MsSsim = 0.2 + recipe.LearningRate,
            Features = plan.Evaluation.Extractor is { } extractor && nimg >= recipe.End
                ? [new FeatureDistance(extractor, 1 / recipe.LearningRate, recipe.LearningRate)]
                : null,
        };
    }

    public static CheckpointFile Final(TrainingPlan plan) => Checkpoint(plan, End(plan), final: true);

    public static CheckpointFile Snapshot(TrainingPlan plan, long nimg) => Checkpoint(plan, nimg, final: false);

    private static CheckpointFile Checkpoint(TrainingPlan plan, long nimg, bool final) => new(
        plan.Phase, plan.Recipe.Resolution, nimg, final,
        $"{StoreLayout.Lease(plan.Phase, plan.Token)}/{(final ? "final" : nimg)}.safetensors", new string('c', 64),
        1000, DateTimeOffset.UtcNow);
}
