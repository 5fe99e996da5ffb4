using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Storage;
using TorchSharp;

namespace PgGanLab.Model.Training;

/// <summary>Trains one growth phase from a checkpoint to the next.</summary>
public static class PhaseTrainer
{
    /// <summary>
    /// Trains, reports and stores; call it on a thread of its own, which it configures. Reacts to
    /// <paramref name="stop"/> within one iteration: it stores a snapshot and returns
    /// <see cref="PhaseOutcome.Stopped"/>.
    /// </summary>
    /// <exception cref="InvalidInputException">The phase computes in float16 and the device is not a CUDA device;
    /// nothing was begun.</exception>
    /// <exception cref="CheckpointDamagedException">The checkpoint to start from is not what it should be.</exception>
    /// <exception cref="DatasetDamagedException">The dataset is not what it should be.</exception>
    /// <exception cref="Storage.FileNotWrittenException">A checkpoint or sample could not be stored (disk full);
    /// nothing half-written stays, and earlier snapshots are untouched.</exception>
    public static PhaseOutcome Run(PhaseWork work, IPhaseProgress progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(progress);
        RequireDevice(work);
        HostMemory.KeepFreedMemory();
        TorchThreads.Set(work.Threads);
        using var scope = torch.NewDisposeScope();
        using var dataset = OpenDataset(work);
        using var run = new PhaseRun(work, dataset, progress);
        return run.Run(stop);
    }

    private static void RequireDevice(PhaseWork work)
    {
        if (DeviceNeed.NeedsCuda(work.Phase.Recipe)
            && work.OtherDevices.Prepend(work.Device).FirstOrDefault(d => !DeviceKind.IsCuda(d)) is { } device)
            throw new InvalidInputException(
                $"lowPrecision float16 is for CUDA devices only, but this trainer's device is {device}; "
                + "train on a CUDA device or choose lowPrecision bfloat16 or off.");
    }

    private static ImageDataset OpenDataset(PhaseWork work)
    {
        var dataset = ImageDataset.Open(work.DatasetDirectory);
        var (found, wanted) = (dataset.Facts.Fingerprint, work.Phase.Recipe.Root.Dataset);
        if (found == wanted)
        {
            if (work.Phase.Recipe.Kind == PhaseKind.Stabilize)
                _ = dataset.CheckAhead(2 * work.Phase.Recipe.Resolution);       // what comes next need not wait
            return dataset;
        }
        dataset.Dispose();
        throw new DatasetDamagedException(
            $"Dataset '{work.DatasetDirectory}' has fingerprint {found}; the phase is trained on {wanted}.");
    }
}

/// <summary>How <see cref="PhaseTrainer.Run"/> ended.</summary>
public abstract record PhaseOutcome
{
    private PhaseOutcome() { }

    /// <summary>Trained to its end, stored and measured.</summary>
    /// <param name="Nimg">Real images shown.</param>
    public sealed record Finished(long Nimg) : PhaseOutcome;

    /// <summary>Stopped on request; all training so far is in the newest checkpoint.</summary>
    /// <param name="Nimg">Real images shown.</param>
    public sealed record Stopped(long Nimg) : PhaseOutcome;

    /// <summary>Training met a number that no healthy run has. The last good snapshot stays.</summary>
    /// <param name="Nimg">Real images shown before the iteration that met it.</param>
    /// <param name="Resolution">Pixels.</param>
    /// <param name="Alpha">Weight of the newest layers.</param>
    /// <param name="Term">What is wrong, such as <c>d_loss</c> or <c>weights of G</c>.</param>
    /// <param name="Problem">How, such as <c>is not finite</c>.</param>
    public sealed record Diverged(long Nimg, int Resolution, double Alpha, string Term, string Problem) : PhaseOutcome
    {
        /// <summary>One sentence for people.</summary>
        public string Reason => string.Create(CultureInfo.InvariantCulture,
            $"{Term} {Problem} at nimg {Nimg}, {Resolution}x{Resolution}, alpha {Alpha:0.###}.");
    }
}
