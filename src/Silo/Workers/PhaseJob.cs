using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Storage;
using PgGanLab.Model.Training;
using PgGanLab.Silo.Hosting;
using PgGanLab.Silo.Metrics;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// One training plan on one device, from the lease to its end: trains on the calling thread, renews the lease, and
/// tells the phase grain what happens. Every end is told: finished, diverged, given back (stopped or failed), or
/// nothing when the lease is lost.
/// </summary>
[SuppressMessage("Design", "CA1001",
    Justification = "The source of the stop token has no timer and no wait handle: disposing it would free nothing.")]
internal sealed class PhaseJob(
    TrainingPlan plan, string worker, Device device, JobContext context, ILogger logger, IDeviceMates? mates = null)
{
    private readonly IGrowthPhaseGrain grain = context.Grains.GetGrain<IGrowthPhaseGrain>(plan.Phase);
    private readonly CancellationTokenSource stop = new();
    private IDisposable? files;
    private JobProgress? progress;
    private string? waits;

    public TrainingPlan Plan => plan;

    /// <summary>What the trainer has said; null before it begins.</summary>
    public JobProgress? Progress => Volatile.Read(ref progress);

    /// <summary>Rate of the last tick.</summary>
    public double ImagesPerSecond => Progress?.ImagesPerSecond ?? 0;

    /// <summary>Real images that this job has trained.</summary>
    public long ImagesTrained => Progress?.ImagesTrained ?? 0;

    /// <summary>Reports that the phase grain has not yet taken.</summary>
    public int WaitingReports => Progress?.WaitingReports ?? 0;

    /// <summary>Why it waits until a file can be stored, as a sentence; null when it doesn't.</summary>
    public string? Waits => Volatile.Read(ref waits);

    /// <summary>Asks the trainer to store a snapshot and end.</summary>
    public void RequestStop() => stop.Cancel();

    /// <summary>Whether it was asked to.</summary>
    public bool IsStopping => stop.IsCancellationRequested;

    /// <summary>
    /// Trains and tells; returns when nothing is left to tell. Failures are told and logged, never thrown.
    /// </summary>
    public void Run()
    {
        using var scope = logger.BeginScope(
            new Dictionary<string, object> { ["phase"] = plan.Phase, ["worker"] = worker, ["token"] = plan.Token });
        var lease = new LeaseKeeper(grain, plan.Token, context.Time, logger, LeaseEnded);
        var reports = new PhaseReports(grain, plan.Token, context.Time, logger, LeaseEnded);
        var told = new JobProgress(plan, worker, context, reports, logger, mates);
        Volatile.Write(ref progress, told);
        var (kind, resolution) = (plan.Recipe.Kind, plan.Recipe.Resolution);
        logger.LogInformation(
            "Training {Kind} {Resolution}x{Resolution} from nimg {Nimg}.", kind, resolution, resolution, told.Nimg);
        try
        {
            var ending = Train(told, reports);
            reports.Add(ending.Outcome, ending.Tell);
            reports.Drain();
            context.Meter.Ended(ending.Outcome);
            logger.LogInformation("Phase {Outcome} at nimg {Nimg}.", ending.Outcome, told.Nimg);
        }
        catch (LeaseLostException e)
        {
            context.Meter.Ended("lost");
            logger.LogWarning("Stopped, nothing more was stored: {Reason}", e.Message);
        }
        catch (Exception e)
        {
            context.Meter.Ended("unreported");
            logger.LogError(e,
                "The phase grain could not be told how training ended; "
                + "the lease runs out and the phase goes on from its last snapshot.");
        }
        finally
        {
            lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
            files?.Dispose();
        }
    }

    private Ending Train(JobProgress told, PhaseReports reports)
    {
        try
        {
            files = context.Files.Prepare(plan, stop.Token).GetAwaiter().GetResult();
            if (JobWork.Fitting(plan, worker, device) is { } split)
                told.Split(split);
            var work = JobWork.Of(plan, worker, device, context) with
            {
                SharesDevice = () => mates is { AreThere: true },
            };
            return PhaseTrainer.Run(work, told, stop.Token) switch
            {
                PhaseOutcome.Finished => Completed("finished", told.Final ?? plan.StartFrom!),
                PhaseOutcome.Diverged diverged =>
                    new Ending("diverged", (phase, token) => phase.Diverge(token, diverged.Reason)),
                _ when told.Final is { } final => Completed("stopped", final),
                _ => new Ending("stopped", (phase, token) => phase.Release(token, null)),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Ending("stopped", (phase, token) => phase.Release(token, null));
        }
        catch (CheckpointDamagedException e) when (plan.StartFrom is { } start)
        {
            logger.LogWarning("Checkpoint {Path} is damaged and is put aside: {Reason}", start.Path, e.Message);
            return new Ending("damaged", (phase, token) => GiveBackDamaged(phase, token, start, e.Message));
        }
        catch (FileNotWrittenException e)
        {
            return WaitForSpace(e, reports);
        }
        catch (Exception e) when (mates is not null && IsCrowdedOut(e))
        {
            logger.LogWarning(
                "The device has no memory for it beside others: phase {Phase} is given back, and goes on from its last "
                + "snapshot. {Reason}", plan.Phase, e.Message);
            mates.AreTooMany();
            return new Ending("crowded", (phase, token) => phase.Release(token, null));
        }
        catch (Exception e) when (e is not LeaseLostException)
        {
            logger.LogError(e, "Training failed at nimg {Nimg}.", told.Nimg);
            return new Ending("failed", (phase, token) => phase.Release(token, e.Message));
        }
    }

    /// <summary>
    /// Whether it had no memory because of what was trained beside it, which is no failure of it: alone, it would go on
    /// as it was planned.
    /// </summary>
    private bool IsCrowdedOut(Exception failure) => failure switch
    {
        DeviceMemoryException e => e.BesideOthers || mates!.AreThere,
        ExternalException e => DeviceMemoryException.IsBehind(e) && mates!.AreThere,
        _ => false,
    };

    /// <summary>Trained to its end. What a stop left unmeasured is measured in a later lease.</summary>
    private Ending Completed(string outcome, CheckpointFile end) => new(outcome, async (phase, token) =>
    {
        if (end != plan.StartFrom)
            await context.Files.Bring(end.Path);
        await context.Files.Discard(await phase.Complete(token, end));
    });

    /// <summary>
    /// The file may be the parent's: whoever owns it makes it anew, and this phase waits for that.
    /// No failure of this phase.
    /// </summary>
    private async Task GiveBackDamaged(IGrowthPhaseGrain phase, long token, CheckpointFile damaged, string reason)
    {
        try
        {
            await context.Grains.GetGrain<IGrowthPhaseGrain>(damaged.Phase).ReportDamage(damaged.Path, reason);
        }
        catch (KeyNotFoundException)
        {
            logger.LogInformation(
                "Phase {Phase} was removed with its sweep: nobody needs its checkpoint.", damaged.Phase);
        }
        await phase.Release(token, null);
    }

    /// <summary>
    /// A file could not be stored: that is no failure of the phase. The device waits, with its lease, until
    /// something of that size can be stored again (or it is asked to stop), and gives the phase back; it goes
    /// on from its last snapshot.
    /// </summary>
    private Ending WaitForSpace(FileNotWrittenException failure, PhaseReports reports)
    {
        var reason = failure.Message.TrimEnd('.');
        logger.LogWarning("{Reason}; worker {Worker} waits until it can.", reason, worker);
        var folder = context.Directories.Resolve(StoreLayout.Lease(plan.Phase, plan.Token));
        var space = new StoreSpace(folder, plan.StartFrom?.Bytes);
        Volatile.Write(ref waits, $"{reason}; worker {worker} waits for {Readable.Bytes(space.Bytes)} of room.");
        reports.Add("trouble", (phase, token) => phase.ReportTrouble(token, reason));
        space.Wait(context.Time, stop.Token).GetAwaiter().GetResult();
        Volatile.Write(ref waits, null);
        logger.LogInformation("The store takes files again.");
        return new Ending("unstored", (phase, token) => phase.Release(token, null));
    }

    private void LeaseEnded(Exception reason)
    {
        logger.LogDebug(reason, "Nothing more is taken; the trainer is asked to end.");
        stop.Cancel();
    }

    /// <summary>How the job ended and what to tell the phase grain.</summary>
    private sealed record Ending(string Outcome, Func<IGrowthPhaseGrain, long, Task> Tell);
}

/// <summary>What every job of this silo works with.</summary>
public sealed record JobContext(
    IGrainFactory Grains, LabDirectories Directories, LabOptions Options, LabMeter Meter, IJobFiles Files,
    TimeProvider Time);
