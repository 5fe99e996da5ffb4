using System.Collections.Immutable;
using Orleans.Concurrency;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// Gives ready phases to idle workers. One for the lab, key <see cref="Key"/>. It keeps no state of its own that
/// matters: the lab database is the record.
/// </summary>
[Alias("pgganlab.scheduler")]
public interface ISchedulerGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>
    /// Something changed that may let a worker work: a sweep was accepted, a phase ended, a worker came. Returns soon.
    /// </summary>
    [OneWay]
    Task Wake();

    /// <summary>
    /// A phase finished, and its worker is free: what follows it is given out at once, without a look at the whole
    /// record. Returns soon.
    /// </summary>
    /// <param name="phase">Its key.</param>
    /// <param name="changesPlans">Whether more is wanted, or less, since it finished: a sweep decides by its result. Then
    /// the record is read at once.</param>
    [OneWay]
    Task PhaseFinished(string phase, bool changesPlans);

    /// <summary>A silo's devices, every few seconds and at once when one becomes idle.</summary>
    /// <param name="silo">The host's name.</param>
    /// <param name="incarnation">Another value for each process of the silo, its address: leases of an earlier process of
    /// this silo are released.</param>
    /// <param name="workers">All its devices.</param>
    Task Heartbeat(string silo, string incarnation, ImmutableArray<Worker> workers);

    /// <summary>A silo says goodbye: its workers are gone, its leases are released.</summary>
    Task Leave(string silo, string incarnation);
}
