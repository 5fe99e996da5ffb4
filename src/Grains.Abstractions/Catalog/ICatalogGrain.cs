using System.Collections.Immutable;
using Orleans.Concurrency;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Catalog;

/// <summary>What the lab has, for lists. One for the lab, key <see cref="Key"/>.</summary>
[Alias("pgganlab.catalog")]
public interface ICatalogGrain : IGrainWithStringKey
{
    const string Key = "lab";

    /// <summary>All sweeps, newest first.</summary>
    Task<ImmutableArray<SweepSummary>> GetSweeps();

    /// <summary>A fresh id for a sweep of that name: its letters and digits, a dash and four more.</summary>
    Task<string> NewSweepId(string name);

    /// <summary>The id of the sweep that was submitted with a key; where there is none, the one that it gets.</summary>
    /// <param name="name">The sweep's name.</param>
    /// <param name="key">What who submits made up for this one sweep.</param>
    Task<string> SweepIdOf(string name, string key);

    /// <summary>What a sweep would do. Nothing is kept.</summary>
    /// <exception cref="Growth.InvalidInputException">The definition breaks a rule.</exception>
    Task<SweepPreview> Preview(SweepDefinition definition);

    /// <summary>What is remembered of a sweep that had ended is not true any more.</summary>
    Task Forget(string sweep);

    /// <summary>Final checkpoints, in the order of their paths.</summary>
    /// <param name="after">Those behind this path; empty for the first.</param>
    /// <param name="most">At least 1.</param>
    Task<ImmutableArray<FinalCheckpoint>> GetEnds(string after, int most);

    /// <summary>How many of these phases wait to be trained for an experiment that is not done.</summary>
    Task<int> CountAwaited(ImmutableArray<string> phases);

    /// <summary>Which of these phases are on no record.</summary>
    Task<ImmutableArray<string>> FindUnknownPhases(ImmutableArray<string> keys);

    /// <summary>Workers, by name; those gone for a day are left out.</summary>
    Task<ImmutableArray<Worker>> GetWorkers();

    /// <summary>Told by the scheduler why workers that could train were given nothing: sentences by name.</summary>
    [OneWay]
    Task NoteIdle(ImmutableSortedDictionary<string, string> reasons);

    /// <summary>
    /// Lets a worker take no phase any more, until <see cref="ResumeWorker"/>, whatever is restarted meanwhile. One
    /// that was drained or taken out before stays so.
    /// </summary>
    /// <param name="worker">Its name.</param>
    /// <param name="now">Whether it gives back what it trains, from a snapshot; else it ends its phase.</param>
    /// <returns>The worker then; null where the lab knows none of that name.</returns>
    Task<Worker?> DrainWorker(string worker, bool now);

    /// <summary>
    /// Lets a worker take phases again that was drained or taken out; what failed on it counts no more.
    /// </summary>
    /// <returns>The worker then; null where the lab knows none of that name.</returns>
    Task<Worker?> ResumeWorker(string worker);

    /// <summary>Forgets a worker that is gone, and that it was drained or taken out.</summary>
    /// <returns>Whether the lab knew it.</returns>
    /// <exception cref="WrongStateException">It is alive.</exception>
    Task<bool> RemoveWorker(string worker);

    /// <summary>Phases by their keys, those that are on record.</summary>
    Task<ImmutableArray<PhaseView>> GetPhases(ImmutableArray<string> keys);

    /// <summary>What workers train now, and for whom, by the workers' names.</summary>
    Task<ImmutableArray<WorkerTask>> GetTasks();

    /// <summary>Datasets, by name.</summary>
    Task<ImmutableArray<DatasetFacts>> GetDatasets();

    /// <summary>
    /// Returns when the database answers; where its last write met a full disk, when one goes through.
    /// </summary>
    /// <exception cref="Store.DiskFullException">Its disk is still full.</exception>
    Task CheckRecord();

    /// <summary>Records a dataset that lies in the store directory (or its new content).</summary>
    Task RegisterDataset(DatasetFacts dataset);

    /// <summary>
    /// Takes a dataset off the record, unless an unfinished sweep needs it. Its files are the caller's to delete.
    /// </summary>
    Task<DatasetRemoval> RemoveDataset(string name);

    /// <summary>
    /// Which files of phases nobody will ever ask for: they are not on record, and the lease that wrote them has
    /// ended, so no report of them can come any more. (A process that is killed between storing a file and
    /// reporting it leaves one.)
    /// </summary>
    /// <param name="files">Paths relative to the store directory.</param>
    Task<ImmutableArray<string>> FindOrphans(ImmutableArray<string> files);

    /// <summary>
    /// Datasets that are being made by any process of the lab, in the order in which they were asked for.
    /// </summary>
    Task<ImmutableArray<DatasetMaking>> GetDatasetRequests();

    /// <summary>Records that a dataset is being made, until <see cref="EndDatasetRequest"/>.</summary>
    /// <param name="host">The host that makes it.</param>
    /// <param name="request">What to make it of.</param>
    /// <returns>With the number that it has for good.</returns>
    Task<DatasetMaking> KeepDatasetRequest(string host, DatasetRequest request);

    /// <summary>
    /// The datasets that a host was making when its process ended, in the order of their numbers; the caller makes them
    /// now. One with which the process ended again and again is given up. The log book has a line for each.
    /// </summary>
    Task<ImmutableArray<DatasetMaking>> ResumeDatasetRequests(string host);

    /// <summary>A dataset is made, or will not be. Without effect where it is not on record.</summary>
    Task EndDatasetRequest(long number);

    /// <summary>
    /// Writes a line into the lab's log book of a dataset that was being made and is not there.
    /// </summary>
    /// <param name="kind"><c>dataset-failed</c>, <c>dataset-stopped</c> or <c>dataset-resumed</c>.</param>
    /// <param name="name">The dataset's name.</param>
    /// <param name="text">One sentence.</param>
    Task NoteDataset(string kind, string name, string text);

    /// <summary>Notes in the events what somebody did who is signed in.</summary>
    /// <param name="text">Who did what: one sentence.</param>
    /// <param name="subject">Id or name of what it was done to; may be empty.</param>
    Task NoteAction(string text, string subject);

    /// <summary>The lab's last events, newest first.</summary>
    /// <param name="most">At least 1.</param>
    Task<ImmutableArray<LabEvent>> GetEvents(int most);

    /// <summary>
    /// Tells the observer of changes until it unsubscribes or fails; subscribe again every minute to stay.
    /// </summary>
    Task Subscribe(ILabObserver observer);

    /// <summary>How fast the lab trains, and with what.</summary>
    Task<LabRates> GetRates();

    Task Unsubscribe(ILabObserver observer);

    /// <summary>Told by grains that something changed that pages show.</summary>
    [OneWay]
    Task Publish(LabChange change);
}

/// <summary>A final checkpoint on record.</summary>
/// <param name="File">The file.</param>
/// <param name="IsDamaged">Whether it was found damaged.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.final-checkpoint")]
public sealed record FinalCheckpoint([property: Id(0)] CheckpointFile File, [property: Id(1)] bool IsDamaged);

/// <summary>One line of the lab's log book.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">Such as <c>sweep-accepted</c>, <c>phase-finished</c>, <c>checkpoint-damaged</c>.</param>
/// <param name="Subject">Sweep, experiment, phase or worker that it is about.</param>
/// <param name="Text">One sentence.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.event")]
public sealed record LabEvent(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string Kind, [property: Id(2)] string Subject,
    [property: Id(3)] string Text);

/// <summary>How fast the lab trains.</summary>
/// <param name="Workers">Its present workers by kind, with what is assumed of each kind.</param>
/// <param name="Rates">What was measured on all kinds that ever trained here.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.rates")]
public sealed record LabRates(
    [property: Id(0)] ImmutableArray<DeviceCount> Workers, [property: Id(1)] ImmutableArray<MeasuredRate> Rates);
