using Microsoft.Extensions.Logging;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Training;

namespace PgGanLab.Silo.Workers;

/// <summary>Tells the phase grain what one job's trainer says, and counts what it trained.</summary>
/// <param name="plan">What is trained.</param>
/// <param name="worker">Who trains it.</param>
/// <param name="context">What every job works with.</param>
/// <param name="reports">On their way to the phase grain.</param>
/// <param name="logger">For people.</param>
/// <param name="mates">Those beside which it is trained; null where its device trains one phase at a time.</param>
internal sealed class JobProgress(
    TrainingPlan plan, string worker, JobContext context, PhaseReports reports, ILogger logger,
    IDeviceMates? mates = null) : IPhaseProgress
{
    private double imagesPerSecond;
    private long trained;

    /// <summary>Rate of the last tick.</summary>
    public double ImagesPerSecond => Volatile.Read(ref imagesPerSecond);

    /// <summary>Real images that the job has trained.</summary>
    public long ImagesTrained => Interlocked.Read(ref trained);

    /// <summary>Reports that the phase grain has not yet taken.</summary>
    public int WaitingReports => reports.Waiting;

    /// <summary>Real images shown at the last tick.</summary>
    public long Nimg { get; private set; } = plan.StartFrom?.Nimg ?? plan.Recipe.Start;

    /// <summary>The phase's end; null until it is stored.</summary>
    public CheckpointFile? Final { get; private set; }

    public void Ticked(Tick tick)
    {
        Volatile.Write(ref imagesPerSecond, tick.ImagesPerSecond);
        Interlocked.Add(ref trained, tick.Nimg - Nimg);
        context.Meter.Trained(worker, tick.Nimg - Nimg, plan.Recipe.Minibatch, tick);
        Nimg = tick.Nimg;
        reports.Add(mates?.Hear(plan.Phase, tick) ?? tick);
    }

    public void Sampled(SampleFile sample) =>
        reports.Add("sample", async (phase, token) =>
        {
            await context.Files.Bring(sample.Path);
            await phase.ReportSample(token, sample);
        });

    public void Measured(Measurement swd) => reports.Add("swd", (phase, token) => phase.ReportSwd(token, swd));

    public void MeasuredReferences(Measurement untrained, Measurement floor) =>
        reports.Add("references", (phase, token) => phase.ReportReferences(token, untrained, floor));

    public void Split(PhaseSplit split)
    {
        logger.LogWarning(
            "The device has no memory for {Before} images at once: shares of {After} from nimg {Nimg} on. "
            + "The checkpoint's last digits may differ from an unsplit run's.",
            split.Before, split.After, split.Nimg);
        reports.Add("split", (phase, token) => phase.ReportSplit(token, split));
    }

    /// <summary>
    /// Returns once a snapshot is on record, or will be when the lab can be reached again. The final checkpoint goes on
    /// record when the phase is completed, after its measurements.
    /// </summary>
    public void Saved(CheckpointFile checkpoint, TimeSpan took)
    {
        context.Meter.SnapshotTaken(took.TotalSeconds);
        if (checkpoint.Final)
        {
            Final = checkpoint;
            return;
        }
        try
        {
            reports.Add("snapshot", async (phase, token) =>
            {
                await context.Files.Bring(checkpoint.Path);
                await context.Files.Discard(await phase.ReportSnapshot(token, checkpoint));
            });
            reports.Flush();
        }
        catch (LeaseLostException)
        {
            File.Delete(context.Directories.Resolve(checkpoint.Path));
            throw;
        }
    }
}
