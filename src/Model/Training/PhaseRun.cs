using System.Diagnostics;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Model.Metrics.Swd;
using TorchSharp;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>One call of <see cref="PhaseTrainer.Run"/>.</summary>
internal sealed class PhaseRun : IDisposable
{
    private readonly PhaseWork work;
    private readonly PhaseRecipe recipe;
    private readonly ImageDataset dataset;
    private readonly IPhaseProgress progress;
    private readonly PhaseFiles files;
    private readonly TrainingState state;
    private readonly TrainingStep step;
    private readonly StepInputs inputs;
    private readonly GeneratorSwd? swd;
    private readonly TickMeter tick = new();
    private TimeSpan storedAt;
    private long storedNimg;
    private bool finalStored;
    private int stepOfIteration;

    public PhaseRun(PhaseWork work, ImageDataset dataset, IPhaseProgress progress)
    {
        this.work = work;
        this.dataset = dataset;
        this.progress = progress;
        recipe = work.Phase.Recipe;
        files = new PhaseFiles(work.OutputDirectory);
        var device = torch.device(work.Device);
        state = Start(device);
        step = new TrainingStep(
            state, StepSettings.Of(recipe), work.OtherDevices.Select(name => torch.device(name)), work.Threads)
        {
            SharesDevice = work.SharesDevice,
            Halved = (before, after) => progress.Split(new PhaseSplit(state.Nimg, stepOfIteration, before, after)),
        };
        inputs = new StepInputs(recipe, dataset, device);
        if (recipe.Resolution >= LaplacianPyramid.LowestLevel)
            swd = new GeneratorSwd(dataset, recipe.Resolution, work.Evaluation.SwdImages, device);
    }

    private Milestones TickPoints => new(recipe.Start, work.Evaluation.TickKimg);

    private long ImagesPerIteration => (long)recipe.Minibatch * recipe.CriticRepeats;

    /// <summary>Trains to the end of the phase and measures what came out.</summary>
    public PhaseOutcome Run(CancellationToken stop)
    {
        try
        {
            files.Prepare(state.Nimg);
            return TrainAndMeasure(stop);
        }
        catch (DivergedException e)
        {
            return new PhaseOutcome.Diverged(
                state.Nimg, recipe.Resolution, recipe.Alpha(state.Nimg), e.Term, e.Problem);
        }
    }

    public void Dispose()
    {
        step.Dispose();
        state.Dispose();
    }

    private PhaseOutcome TrainAndMeasure(CancellationToken stop)
    {
        try
        {
            Train(stop);
            if (!finalStored)
                StoreEnd();
            MeasureEnd(stop);
            MeasureReferences(stop);
            return new PhaseOutcome.Finished(state.Nimg);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (state.Nimg != storedNimg)
                Store(files.Snapshot(state.Nimg));
            return new PhaseOutcome.Stopped(state.Nimg);
        }
    }

    /// <summary>Begins a run, or goes on from a checkpoint; new layers come with fresh optimizers.</summary>
    private TrainingState Start(Device device)
    {
        var classes = recipe.Labels == 0 ? default : dataset.Classes;
        if (work.StartFrom is null)
            return work.Phase.Parent is null
                ? TrainingState.Initial(recipe, device, classes)
                : throw new ArgumentException(
                    $"Phase {work.Phase.Key.Short} has a parent; it needs a checkpoint to start from.");
        using var checkpoint = Checkpoint.Open(work.StartFrom);
        var header = checkpoint.Header;
        var own = header.Phase == work.Phase.Key;
        if (!own && !(header.Phase == work.Phase.Parent && header.Final))
            throw new CheckpointDamagedException(
                $"Checkpoint '{work.StartFrom.Path}' is of phase {header.Phase.Short} at nimg {header.Nimg}; "
                + $"phase {work.Phase.Key.Short} starts from its own or its parent's end.");
        finalStored = own && header.Final;
        storedNimg = header.Nimg;
        if (own)
            tick.Resume(header.Nimg, header.OpenTick, TickPoints, ImagesPerIteration);
        return TrainingState.From(checkpoint, recipe, device, classes);
    }

    /// <summary>
    /// Each iteration: choose the point of the schedule, step, report at ticks, measure, snapshot. From the planned end
    /// on (a stabilizing phase trains its end point too) these wait for the phase's own end.
    /// </summary>
    private void Train(CancellationToken stop)
    {
        var ticks = TickPoints;
        var measurements = new Milestones(recipe.Start, work.Evaluation.SwdKimg);
        while (recipe.Covers(state.Nimg))
        {
            stop.ThrowIfCancellationRequested();
            var (nimg, alpha) = (state.Nimg, recipe.Alpha(state.Nimg));
            tick.Time(() => Iterate(nimg, alpha), ImagesPerIteration);
            if (state.Nimg >= recipe.End)
                continue;
            if (ticks.Passed(nimg, state.Nimg))
                Report();
            if (measurements.Passed(nimg, state.Nimg))
                Measure(stop);
            if (tick.Trained - storedAt >= work.SnapshotEvery)
                Store(files.Snapshot(state.Nimg));
        }
    }

    /// <summary>D's steps, each on the next minibatch of real images, then G's step.</summary>
    private (StepTerms D, StepTerms G) Iterate(long nimg, double alpha)
    {
        StepTerms terms;
        var next = nimg;
        stepOfIteration = 0;
        do
        {
            TakeShares(nimg);
            terms = TrainDiscriminator(next, alpha);
            next += recipe.Minibatch;
            stepOfIteration++;
        }
        while (next < nimg + ImagesPerIteration);
        TakeShares(nimg);
        using var scope = NewDisposeScope();
        var g = step.TrainGenerator(inputs.Generator(nimg), alpha);
        state.Nimg = next;
        return (terms, g);
    }

    /// <summary>Takes the shares that were taken at this step when devices had no memory for more.</summary>
    private void TakeShares(long nimg) => step.TakeAtMost(PhaseSplit.MostAt(work.Splits, nimg, stepOfIteration));

    private StepTerms TrainDiscriminator(long nimg, double alpha)
    {
        using var scope = NewDisposeScope();
        var terms = step.TrainDiscriminator(inputs.Discriminator(nimg, alpha), alpha);
        step.Average();
        return terms;
    }

    private void Report()
    {
        state.RequireFinite();
        var alpha = recipe.Alpha(state.Nimg);
        var ended = tick.Finish(state.Nimg, alpha);
        progress.Ticked(ended with { Values = ended.Values.AddRange(RegulatorTerms.Of(recipe, state.Memory)) });
        var path = files.Sample(state.Nimg);
        var variance = SampleGrid.Write(path, state, alpha);
        DivergedException.ThrowIfBelow(
            variance, recipe.Guard.MinSampleVariance, "variance of Gs' samples", "guardMinSampleVariance");
        DivergedException.ThrowIfAbove(
            variance, recipe.Guard.MaxSampleVariance, "variance of Gs' samples", "guardMaxSampleVariance");
        progress.Sampled(new SampleFile(work.Phase.Key.Value, recipe.Resolution, state.Nimg, alpha, work.Stored(path)));
    }

    /// <summary>Gs as it is now.</summary>
    private void Measure(CancellationToken stop)
    {
        if (swd is not null)
            progress.Measured(swd.Measure(
                state.Generator, state.Gs, recipe.Alpha(state.Nimg), state.Nimg, withMsSsim: false, null, stop));
    }

    /// <summary>
    /// Gs at the end; MS-SSIM belongs to finished generators alone: those at the end of a stabilizing phase.
    /// </summary>
    private void MeasureEnd(CancellationToken stop)
    {
        if (swd is null)
            return;
        using var extractor = work.Extractor is { } file ? FeatureExtractor.Load(file, torch.device(work.Device)) : null;
        progress.Measured(swd.Measure(state.Generator, state.Gs, recipe.Alpha(state.Nimg), state.Nimg,
            withMsSsim: recipe.Kind == PhaseKind.Stabilize, extractor, stop));
    }

    private void MeasureReferences(CancellationToken stop)
    {
        if (swd is not null && work.Evaluation.MeasureReferences)
            progress.MeasuredReferences(swd.MeasureUntrained(recipe, stop), swd.MeasureFloor(stop));
    }

    private void StoreEnd()
    {
        Report();
        Store(files.Final);
        finalStored = true;
    }

    private void Store(string path)
    {
        state.RequireFinite();
        var begun = Stopwatch.GetTimestamp();
        var file = state.Save(path, work.Phase, tick.Open);
        var checkpoint = new CheckpointFile(
            work.Phase.Key.Value, recipe.Resolution, state.Nimg, Final: !recipe.Covers(state.Nimg), work.Stored(path),
            file.Sha256, file.Bytes, work.Time.GetUtcNow());
        progress.Saved(checkpoint, Stopwatch.GetElapsedTime(begun));
        storedNimg = state.Nimg;
        storedAt = tick.Trained;
    }
}
