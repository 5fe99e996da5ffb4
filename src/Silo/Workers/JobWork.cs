using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Model.Training;
using PgGanLab.Silo.Store;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// Says to the trainer what a plan means on this host: which folders, which device, how large the
/// device's share of a minibatch.
/// </summary>
internal static class JobWork
{
    /// <exception cref="InvalidInputException">The device's memory holds no image of the phase.</exception>
    public static PhaseWork Of(TrainingPlan plan, string worker, Device device, JobContext context)
    {
        var (directories, options) = (context.Directories, context.Options);
        var parent = plan.Parent is { } key ? PhaseKey.Parse(key) : (PhaseKey?)null;
        return new PhaseWork
        {
            Phase = new PlannedPhase(PhaseKey.Parse(plan.Phase), parent, plan.Recipe),
            DatasetDirectory = directories.Resolve(StoreLayout.Dataset(plan.Dataset, plan.Recipe.Root.Dataset)),
            StartFrom = plan.StartFrom is { } start
                ? new CheckpointReference(
                    RemovedPhases.Find(directories, start.Path) ?? directories.Resolve(start.Path), start.Sha256)
                : null,
            Evaluation = plan.Evaluation,
            Extractor = plan.Evaluation.Extractor is { } extractor
                ? new ExtractorFile(directories.Resolve(StoreLayout.Extractor(extractor)), extractor)
                : null,
            Store = directories.Store,
            OutputDirectory = directories.Resolve(StoreLayout.Lease(plan.Phase, plan.Token)),
            Device = device.TorchNames[0],
            OtherDevices = device.TorchNames[1..],
            Threads = options.ThreadsPerWorker,
            Splits = Fitting(plan, worker, device) is { } split ? plan.Splits.Add(split) : plan.Splits,
            SnapshotEvery = TimeSpan.FromSeconds(options.SnapshotSeconds),
            Time = context.Time,
        };
    }

    /// <summary>
    /// The split with which the device's memory holds the phase, where it holds fewer images at once than the recipe
    /// and earlier splits allow; else null.
    /// </summary>
    /// <exception cref="InvalidInputException">The device's memory holds no image of the phase.</exception>
    public static PhaseSplit? Fitting(TrainingPlan plan, string worker, Device device)
    {
        var recipe = plan.Recipe;
        if (TrainingMemory.LargestShare(recipe, device.MemoryBytes) is not { } most)
        {
            var (has, needed) = (
                Readable.Bytes(device.MemoryBytes!.Value), Readable.Bytes(TrainingMemory.Need(recipe).Least));
            throw new InvalidInputException(
                $"Worker {worker} has {has} of memory for training, but {recipe.Resolution}x{recipe.Resolution} needs "
                + $"{needed}; raise Lab:WorkerMemoryMb or train on a larger device.");
        }
        var nimg = plan.StartFrom is { } start && start.Phase == plan.Phase ? start.Nimg : recipe.Start;
        var whole = TrainingMemory.LargestShare(recipe, memory: null)!.Value;
        var split = PhaseSplit.MostAt(plan.Splits, nimg, step: 0);
        var before = split > 0 ? Math.Min(split, whole) : whole;
        return most < before ? new PhaseSplit(nimg, 0, before, most) : null;
    }
}
