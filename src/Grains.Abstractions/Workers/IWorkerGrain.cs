using PgGanLab.Grains.GrowthPhases;

namespace PgGanLab.Grains.Workers;

/// <summary>One compute device of one host, activated on the silo of that host. Key: <c>host/device</c>, such as <c>gpu-host-3/cuda:0</c>.</summary>
[Alias("pgganlab.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>Hands the plan to the silo's worker service and returns; training runs on the device's own thread.</summary>
    /// <returns>False when the device is busy or going away; the plan was not taken.</returns>
    Task<bool> Train(TrainingPlan plan);

    /// <summary>Asks the device to stop what it trains under this token, after a snapshot.</summary>
    Task Stop(string phase, long token);

    Task<WorkerView> GetView();
}
