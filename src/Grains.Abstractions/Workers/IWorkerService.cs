using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Workers;

/// <summary>This silo's devices, as the worker grain sees them; the silo implements it with the trainer.</summary>
public interface IWorkerService
{
    /// <summary>Starts training on a thread of the device's own.</summary>
    /// <param name="worker">Such as <c>laptop/cpu:0</c>.</param>
    /// <returns>False when the device has no room for it, or is going away.</returns>
    bool TryStart(string worker, TrainingPlan plan);

    /// <summary>Asks the device to stop after a snapshot; without effect when it trains something else.</summary>
    void RequestStop(string worker, string phase, long token);

    /// <summary>What the device does now.</summary>
    /// <exception cref="KeyNotFoundException">This silo has no such device.</exception>
    Worker Describe(string worker);
}
