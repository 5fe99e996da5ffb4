using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
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
    public static PhaseWork Of(TrainingPlan plan, string worker, Device device, JobContext context, ILogger logger)
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
            Store = directories.Store,
            OutputDirectory = directories.Resolve(StoreLayout.Lease(plan.Phase, plan.Token)),
            Device = device.TorchNames[0],
            OtherDevices = device.TorchNames[1..],
            Threads = options.ThreadsPerWorker,
            MaxMinibatchPerDevice = Share(plan.Recipe, worker, device, logger),
            SnapshotEvery = TimeSpan.FromSeconds(options.SnapshotSeconds),
            Time = context.Time,
        };
    }

    /// <summary>
    /// Most images that the device's memory holds at once, where that is fewer than the recipe allows; else null.
    /// </summary>
    private static int? Share(PhaseRecipe recipe, string worker, Device device, ILogger logger)
    {
        if (TrainingMemory.LargestShare(recipe, device.MemoryBytes) is not { } most)
        {
            var (has, needed) = (
                Readable.Bytes(device.MemoryBytes!.Value), Readable.Bytes(TrainingMemory.Need(recipe).Least));
            throw new InvalidInputException(
                $"Worker {worker} has {has} of memory for training, but {recipe.Resolution}x{recipe.Resolution} needs "
                + $"{needed}; raise Lab:WorkerMemoryMb or train on a larger device.");
        }
        if (most >= TrainingMemory.LargestShare(recipe, memory: null))
            return null;
        logger.LogInformation(
            "The device's {Memory} hold {Images} of {Minibatch} images at once: the minibatch is split. "
            + "The checkpoint's last digits may differ from an unsplit run's.",
            Readable.Bytes(device.MemoryBytes!.Value), most, recipe.Minibatch);
        return most;
    }
}
