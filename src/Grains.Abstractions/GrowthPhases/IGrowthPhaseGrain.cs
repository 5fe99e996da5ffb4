using System.Collections.Immutable;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// One growth phase, for all experiments that go through it. Key: its phase key. Everything that a worker brings
/// names the lease's fencing token; a late worker gets <see cref="Growth.Phases.LeaseLostException"/> and nothing of
/// it is kept. All of a worker's reports may come twice (after a resume): the same (phase, nimg) is stored once.
/// What belongs to the end of a phase (its last ticks, samples, SWD and references) comes before
/// <see cref="Complete"/>, which ends the lease.
/// </summary>
[Alias("pgganlab.growth-phase")]
public interface IGrowthPhaseGrain : IGrainWithStringKey
{
    /// <summary>Gives the phase to a worker.</summary>
    /// <returns>What to train, or null when it can't be had now (leased, ended, parent not finished, waiting to be
    /// tried again; the worker drained or taken out), or never by this kind of worker (float16 by a CPU).</returns>
    Task<TrainingPlan?> Lease(string worker);

    /// <summary>Keeps the lease alive.</summary>
    Task Renew(long token);

    /// <summary>Takes progress reports, in order of nimg.</summary>
    Task ReportTicks(long token, ImmutableArray<Tick> ticks);

    /// <summary>Takes a sample grid that is in the store directory.</summary>
    Task ReportSample(long token, SampleFile sample);

    /// <summary>Takes an SWD measurement.</summary>
    Task ReportSwd(long token, Measurement swd);

    /// <summary>
    /// Takes what trained results are held against: the untrained generator's SWD and that of real images
    /// against other real images.
    /// </summary>
    Task ReportReferences(long token, Measurement untrained, Measurement floor);

    /// <summary>Takes a snapshot inside the phase; the work before it can no longer be lost.</summary>
    /// <returns>Paths of older snapshots that are no longer on record: the worker may delete the files. The two
    /// newest are kept.</returns>
    Task<ImmutableArray<string>> ReportSnapshot(long token, CheckpointFile checkpoint);

    /// <summary>
    /// Ends the phase with its final checkpoint; its children become ready. A phase that was leased to be measured only
    /// is completed with the checkpoint that it was started from.
    /// </summary>
    /// <returns>Paths of snapshots that are no longer on record: the worker may delete the files.</returns>
    Task<ImmutableArray<string>> Complete(long token, CheckpointFile checkpoint);

    /// <summary>Ends the phase for good.</summary>
    /// <param name="reason">nimg, resolution and the offending term.</param>
    Task Diverge(long token, string reason);

    /// <summary>
    /// Notes what keeps the worker from going on, which is no failure of the phase, such as a full disk.
    /// </summary>
    /// <param name="trouble">A sentence without its full stop.</param>
    Task ReportTrouble(long token, string trouble);

    /// <summary>
    /// Keeps that a device had no memory for its share of a minibatch, and trains on in smaller ones: later leases do
    /// the same from the same step on.
    /// </summary>
    Task ReportSplit(long token, PhaseSplit split);

    /// <summary>
    /// Gives the phase back untrained: the worker stops (null) or failed (the reason). It is tried again after a while
    /// (<see cref="RetryRules"/>); after three failures in a row the phase has failed. A worker on which too many
    /// different phases fail is taken out (<see cref="Growth.Workers.DeviceRules"/>).
    /// </summary>
    Task Release(long token, string? failure);

    /// <summary>
    /// Says that a file of this phase (its checkpoint) is damaged: it is never used again, and the phase is trained on
    /// from what came before it.
    /// </summary>
    Task ReportDamage(string path, string reason);

    /// <summary>
    /// Says that a final checkpoint of this phase that was found damaged is whole after all (its disk was away, say):
    /// it is used again, and the phase has finished. Without effect where it was not found damaged.
    /// </summary>
    Task ReportMended(string path);
}
