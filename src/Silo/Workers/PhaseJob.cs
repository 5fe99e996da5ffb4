using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Leases;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Tree;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Storage;
using PgGanLab.Model.Training;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// One training plan on one device, from the lease to its end: trains on the calling thread, renews the lease, and tells the phase grain
/// what happens. Every end is told: finished, diverged, given back (stopped or failed), or nothing when the lease is lost.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source of the stop token has no timer and no wait handle: disposing it would free nothing.")]
internal sealed class PhaseJob : IPhaseProgress
{
    private readonly JobContext context;
    private readonly string worker;
    private readonly Device device;
    private readonly ILogger logger;
    private readonly IGrowthPhaseGrain grain;
    private readonly PhaseRecipe recipe;
    private readonly CancellationTokenSource stop = new();
    private PhaseReports? reports;
    private CheckpointView? final;
    private double imagesPerSecond;
    private long nimg;
    private long trained;

    public PhaseJob(TrainingPlan plan, string worker, Device device, JobContext context, ILogger logger)
    {
        Plan = plan;
        this.worker = worker;
        this.device = device;
        this.context = context;
        this.logger = logger;
        grain = context.Grains.GetGrain<IGrowthPhaseGrain>(plan.Phase);
        recipe = RecipeDocument.Read(plan.RecipeJson);
        nimg = plan.StartFrom?.Nimg ?? recipe.Start;
    }

    public TrainingPlan Plan { get; }

    /// <summary>Rate of the last tick.</summary>
    public double ImagesPerSecond => Volatile.Read(ref imagesPerSecond);

    /// <summary>Real images that this job has trained.</summary>
    public long ImagesTrained => Interlocked.Read(ref trained);

    /// <summary>Reports that the phase grain has not yet taken.</summary>
    public int WaitingReports => Volatile.Read(ref reports)?.Waiting ?? 0;

    /// <summary>Asks the trainer to store a snapshot and end.</summary>
    public void RequestStop() => stop.Cancel();

    /// <summary>Trains and tells; returns when nothing is left to tell. Failures are told and logged, never thrown.</summary>
    public void Run()
    {
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["phase"] = Plan.Phase, ["worker"] = worker, ["token"] = Plan.Token });
        logger.LogInformation("Training {Kind} {Resolution}x{Resolution} from nimg {Nimg}.", recipe.Kind, recipe.Resolution, recipe.Resolution, nimg);
        var lease = new LeaseKeeper(grain, Plan.Token, context.Time, logger, LeaseEnded);
        reports = new PhaseReports(grain, Plan.Token, context.Time, logger, LeaseEnded);
        try
        {
            var ending = Train();
            reports.Add(ending.Outcome, ending.Tell);
            reports.Drain();
            context.Meter.Ended(ending.Outcome);
            logger.LogInformation("Phase {Outcome} at nimg {Nimg}.", ending.Outcome, nimg);
        }
        catch (LeaseLostException e)
        {
            context.Meter.Ended("lost");
            logger.LogWarning("Stopped, nothing more was stored: {Reason}", e.Message);
        }
        catch (Exception e)
        {
            context.Meter.Ended("unreported");
            logger.LogError(e, "The phase grain could not be told how training ended; the lease runs out and the phase goes on from its last snapshot.");
        }
        finally
        {
            lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    void IPhaseProgress.Ticked(PhaseTick tick)
    {
        var report = new TickReport { Nimg = tick.Nimg, Alpha = tick.Alpha, ImagesPerSecond = tick.ImagesPerSecond, Seconds = tick.Seconds, Values = tick.Values };
        Volatile.Write(ref imagesPerSecond, tick.ImagesPerSecond);
        Interlocked.Add(ref trained, tick.Nimg - nimg);
        context.Meter.Trained(worker, tick.Nimg - nimg, recipe.Minibatch, report);
        nimg = tick.Nimg;
        reports!.Add(report);
    }

    void IPhaseProgress.Sampled(PhaseSample sample)
    {
        var view = new SampleView(Plan.Phase, recipe.Resolution, sample.Nimg, sample.Alpha, Relative(sample.Path));
        reports!.Add("sample", (phase, token) => phase.ReportSample(token, view));
    }

    void IPhaseProgress.Split(PhaseSplit split)
    {
        logger.LogWarning(
            "The device had no memory for {Before} images at once: shares of {After} from nimg {Nimg} on. The checkpoint's last digits may differ from an unsplit run's.",
            split.Before, split.After, split.Nimg);
        reports!.Add("split", (phase, token) => phase.ReportSplit(token, split.Nimg, split.Before, split.After));
    }

    void IPhaseProgress.Measured(SwdResult swd)
    {
        var view = View(swd);
        reports!.Add("swd", (phase, token) => phase.ReportSwd(token, view));
    }

    void IPhaseProgress.MeasuredReferences(SwdResult untrained, SwdResult floor)
    {
        var (first, second) = (View(untrained), View(floor));
        reports!.Add("references", (phase, token) => phase.ReportReferences(token, first, second));
    }

    /// <summary>Returns once a snapshot is on record. The final checkpoint goes on record when the phase is completed, after its measurements.</summary>
    void IPhaseProgress.Saved(CheckpointFile checkpoint)
    {
        var view = new CheckpointView(
            Plan.Phase, checkpoint.Resolution, checkpoint.Nimg, checkpoint.Final, Relative(checkpoint.Path),
            checkpoint.Sha256, checkpoint.Bytes, context.Time.GetUtcNow());
        context.Meter.SnapshotTaken(checkpoint.Took.TotalSeconds);
        if (view.Final)
        {
            final = view;
            return;
        }
        try
        {
            reports!.Add("snapshot", async (phase, token) => Discard(await phase.ReportSnapshot(token, view)));
            reports.Flush();
        }
        catch (LeaseLostException)
        {
            File.Delete(checkpoint.Path);
            throw;
        }
    }

    private Ending Train()
    {
        try
        {
            context.Upkeep.CleanPhase(Plan.Phase).GetAwaiter().GetResult();
            return PhaseTrainer.Run(Work(), this, stop.Token) switch
            {
                PhaseOutcome.Finished => Completed("finished", final ?? Plan.StartFrom!),
                PhaseOutcome.Diverged diverged => new Ending("diverged", (phase, token) => phase.Diverge(token, diverged.Reason)),
                _ when final is not null => Completed("stopped", final),
                _ => new Ending("stopped", (phase, token) => phase.Release(token, null)),
            };
        }
        catch (CheckpointDamagedException e) when (Plan.StartFrom is { } start)
        {
            logger.LogWarning("Checkpoint {Path} is damaged and is put aside: {Reason}", start.Path, e.Message);
            return new Ending("damaged", (phase, token) => GiveBackDamaged(phase, token, start, e.Message));
        }
        catch (FileNotWrittenException e)
        {
            return WaitForRoom(e);
        }
        catch (Exception e) when (e is not LeaseLostException)
        {
            logger.LogError(e, "Training failed at nimg {Nimg}.", nimg);
            return new Ending("failed", (phase, token) => phase.Release(token, e.Message));
        }
    }

    /// <summary>Trained to its end. What a stop left unmeasured is measured in a later lease.</summary>
    private Ending Completed(string outcome, CheckpointView end) =>
        new(outcome, async (phase, token) => Discard(await phase.Complete(token, end)));

    /// <summary>The file may be the parent's: whoever owns it makes it anew, and this phase waits for that. No failure of this phase.</summary>
    private async Task GiveBackDamaged(IGrowthPhaseGrain phase, long token, CheckpointView damaged, string reason)
    {
        await context.Grains.GetGrain<IGrowthPhaseGrain>(damaged.Phase).ReportDamage(damaged.Path, reason);
        await phase.Release(token, null);
    }

    /// <summary>
    /// A file could not be stored: that is no failure of the phase. The device waits, with its lease, until something of that size can be
    /// stored again (or it is asked to stop), and gives the phase back; it goes on from its last snapshot.
    /// </summary>
    private Ending WaitForRoom(FileNotWrittenException failure)
    {
        var reason = failure.Message.TrimEnd('.');
        logger.LogWarning("{Reason}; worker {Worker} waits until it can.", reason, worker);
        reports!.Add("trouble", (phase, token) => phase.ReportTrouble(token, reason));
        var room = new StoreRoom(context.Directories.Resolve(StoreLayout.Lease(Plan.Phase, Plan.Token)), Plan.StartFrom?.Bytes);
        room.Wait(context.Time, stop.Token).GetAwaiter().GetResult();
        logger.LogInformation("The store takes files again.");
        return new Ending("unstored", (phase, token) => phase.Release(token, null));
    }

    private PhaseWork Work() => new()
    {
        Phase = new PlannedPhase(PhaseKey.Parse(Plan.Phase), Plan.Parent is { } parent ? PhaseKey.Parse(parent) : null, recipe),
        DatasetDirectory = context.Directories.Resolve(StoreLayout.Dataset(Plan.Dataset, recipe.Root.Dataset)),
        StartFrom = Plan.StartFrom is { } start ? new CheckpointReference(context.Directories.Resolve(start.Path), start.Sha256) : null,
        Evaluation = new PhaseEvaluation(
            Plan.Evaluation.TickKimg, Plan.Evaluation.SwdKimg, Plan.Evaluation.SwdImages, Plan.Evaluation.MeasureReferences),
        OutputDirectory = context.Directories.Resolve(StoreLayout.Lease(Plan.Phase, Plan.Token)),
        Device = device.TorchNames[0],
        OtherDevices = device.TorchNames[1..],
        Threads = context.Options.ThreadsPerWorker,
        MaxMinibatchPerDevice = Share(),
        SnapshotEvery = TimeSpan.FromSeconds(context.Options.SnapshotSeconds),
    };

    /// <summary>Most images that the device's memory holds at once, where that is fewer than the recipe allows; else null.</summary>
    private int? Share()
    {
        var most = TrainingMemory.LargestShare(recipe, device.MemoryBytes) ?? throw new InvalidInputException(
            $"Worker {worker} has {MemoryText.Of(device.MemoryBytes!.Value)} of memory for training, but {recipe.Resolution}x{recipe.Resolution} needs {MemoryText.Of(TrainingMemory.Need(recipe).Least)}; raise Lab:WorkerMemoryMb or train on a larger device.");
        if (most >= TrainingMemory.LargestShare(recipe, memory: null))
            return null;
        logger.LogInformation(
            "The device's {Memory} hold {Images} of {Minibatch} images at once: the minibatch is split. The checkpoint's last digits may differ from an unsplit run's.",
            MemoryText.Of(device.MemoryBytes!.Value), most, recipe.Minibatch);
        return most;
    }

    /// <summary>Deletes snapshots that are no longer on record. One that can't be deleted only takes room.</summary>
    private void Discard(ImmutableArray<string> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(context.Directories.Resolve(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning("Snapshot {Path} is no longer needed, but could not be deleted: {Reason}", path, e.Message);
            }
        }
    }

    private void LeaseEnded(Exception reason)
    {
        logger.LogDebug(reason, "Nothing more is taken; the trainer is asked to end.");
        stop.Cancel();
    }

    private string Relative(string path) => Path.GetRelativePath(context.Directories.Store, path);

    private static SwdView View(SwdResult swd) =>
        new() { Average = swd.Average, Levels = swd.Levels, Resolution = swd.Resolution, Nimg = swd.Nimg, Images = swd.Images, MsSsim = swd.MsSsim };

    /// <summary>How the job ended and what to tell the phase grain.</summary>
    private sealed record Ending(string Outcome, Func<IGrowthPhaseGrain, long, Task> Tell);
}
