namespace PgGanLab.Grains.Workers;

/// <summary>
/// One compute device of one host, activated on the silo of that host. Key: <c>host/device</c>, such as
/// <c>gpu-host-3/cuda:0</c>.
/// </summary>
[Alias("pgganlab.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Offers a phase: a device that is idle, or has room for it beside what it trains, leases it and begins to train
    /// it on a thread of its own. Returns then.
    /// </summary>
    /// <returns>What became of it.</returns>
    Task<OfferAnswer> Offer(string phase);

    /// <summary>Asks the device to stop what it trains under this token, after a snapshot.</summary>
    Task Stop(string phase, long token);
}

/// <summary>A worker's answer to an offer.</summary>
public enum OfferAnswer
{
    /// <summary>It trains the phase.</summary>
    Taken,

    /// <summary>The phase can't be had: somebody has it, or nobody wants it any more.</summary>
    NotLeased,

    /// <summary>The device is busy or going away; it leased nothing.</summary>
    Busy,
}
