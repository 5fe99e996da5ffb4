namespace PgGanLab.Grains.Workers;

/// <summary>
/// One compute device of one host, activated on the silo of that host. Key: <c>host/device</c>, such as
/// <c>gpu-host-3/cuda:0</c>.
/// </summary>
[Alias("pgganlab.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Offers a phase: an idle device leases it and begins to train it on its own thread. Returns then.
    /// </summary>
    /// <returns>False when the device is busy or going away; it leased nothing.</returns>
    Task<bool> Offer(string phase);

    /// <summary>Asks the device to stop what it trains under this token, after a snapshot.</summary>
    Task Stop(string phase, long token);
}
