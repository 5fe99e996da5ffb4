using System.Collections.Immutable;
using Orleans.Concurrency;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Sweeps;

/// <summary>One sweep. Key: its id.</summary>
[Alias("pgganlab.sweep")]
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>
    /// Accepts a sweep: once this returns, its experiments and phases are on record and will be
    /// trained whatever crashes.
    /// </summary>
    /// <exception cref="Growth.InvalidInputException">The definition breaks a rule; nothing was kept.</exception>
    /// <exception cref="Store.DiskFullException">The store has no room for its largest phase; nothing was
    /// kept.</exception>
    /// <exception cref="InvalidOperationException">The sweep exists already.</exception>
    Task<SweepSummary> Submit(SweepDefinition definition);

    /// <summary>The same for who may ask again: a sweep that was accepted of this definition stays as it is.</summary>
    /// <returns>How it stands.</returns>
    /// <exception cref="WrongStateException">The sweep exists already, of another definition.</exception>
    Task<SweepSummary> SubmitOnce(SweepDefinition definition);

    Task<bool> Exists();

    /// <summary>
    /// The sweep with its experiments, best first, and its growth tree; null when there is no such sweep. At most
    /// a quarter of a second old.
    /// </summary>
    [AlwaysInterleave]
    Task<SweepView?> GetView();

    /// <summary>The sweep's definition in its file form, JSON; null when there is no such sweep.</summary>
    Task<string?> GetDefinition();

    /// <summary>
    /// Gives up what is not finished; finished experiments stay. A sweep that has ended stays as it is.
    /// </summary>
    /// <returns>How it stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    Task<SweepSummary> Cancel();

    /// <summary>Gives up one of its experiments; one that has ended stays as it is.</summary>
    /// <returns>How the sweep stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    Task<SweepSummary> CancelExperiment(string experimentId);

    /// <summary>
    /// Puts the sweep before or behind others, or one experiment before or behind others of the sweep. The scheduler's
    /// next round goes by it: what trains now makes way, with a snapshot, where something with a higher one waits.
    /// </summary>
    /// <param name="priority">The greater comes first.</param>
    /// <param name="experimentId">One of its experiments; null for the whole sweep.</param>
    /// <returns>How it stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep or experiment.</exception>
    /// <exception cref="Growth.InvalidInputException">The priority is out of range.</exception>
    Task<SweepSummary> SetPriority(int priority, string? experimentId);

    /// <summary>
    /// Lets it wait with all that it has: its phases are trained for it no more, at their next step, after a snapshot.
    /// What another sweep or experiment wants goes on. One that is paused stays so.
    /// </summary>
    /// <param name="experimentId">One of its experiments; null for the whole sweep, which proposes no more
    /// either.</param>
    /// <returns>How the sweep stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep or experiment.</exception>
    /// <exception cref="WrongStateException">It has ended.</exception>
    Task<SweepSummary> Pause(string? experimentId);

    /// <summary>Lets what was paused go on where it was, as if it had never waited.</summary>
    /// <param name="experimentId">One of its experiments; null for the sweep with all that a person paused of
    /// it.</param>
    /// <returns>How the sweep stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep or experiment.</exception>
    /// <exception cref="WrongStateException">It is not paused.</exception>
    Task<SweepSummary> Resume(string? experimentId);

    /// <summary>
    /// Lets an experiment on that its sweep's stopping rule paused at a rung, with all seeds of its point.
    /// </summary>
    /// <returns>How the sweep stands then; one that had ended goes on.</returns>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    /// <exception cref="WrongStateException">It does not wait at a rung, or a phase of it diverged.</exception>
    /// <exception cref="Growth.InvalidInputException">The lab has its dataset no more.</exception>
    Task<SweepSummary> Promote(string experimentId);

    /// <summary>
    /// Starts experiments again that ended without a result, with the same keys: what is trained stays so.
    /// </summary>
    /// <param name="experimentId">One that failed, diverged or was cancelled; null for all that failed or were
    /// cancelled.</param>
    /// <returns>How the sweep stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep or experiment.</exception>
    /// <exception cref="WrongStateException">There is none to start again.</exception>
    /// <exception cref="Growth.InvalidInputException">The lab has their dataset no more.</exception>
    Task<SweepSummary> Retry(string? experimentId);

    /// <summary>Writes tags and a note to the sweep, or to an experiment of it.</summary>
    /// <param name="experimentId">The experiment; null for the sweep.</param>
    /// <param name="tags">All of its tags from now on; null to leave them.</param>
    /// <param name="note">Its note from now on, empty for none; null to leave it.</param>
    /// <exception cref="KeyNotFoundException">There is no such sweep or experiment.</exception>
    /// <exception cref="Growth.InvalidInputException">They can't be used (<see cref="Annotation"/>).</exception>
    Task Annotate(string? experimentId, ImmutableArray<string>? tags, string? note);

    /// <summary>Keeps all of an experiment, whatever room it takes; or no longer.</summary>
    /// <exception cref="KeyNotFoundException">There is no such experiment.</exception>
    Task Star(string experimentId, bool isStarred);

    /// <summary>
    /// Puts the sweep away: it leaves the lists, and of its checkpoints only those stay that its best experiment, a
    /// starred one or another sweep needs. Its results stay.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It is running.</exception>
    Task<SweepArchival> Archive();

    /// <summary>Puts it into the lists again; what was freed stays so until somebody needs it.</summary>
    /// <returns>How it stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    Task<SweepSummary> Unarchive();

    /// <summary>
    /// Changes what it may use. One that its budget had ended goes on where there is room again; one that runs is ended
    /// soon where there is none.
    /// </summary>
    /// <returns>How it stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It has ended otherwise, or could not go on with this budget.</exception>
    /// <exception cref="Growth.InvalidInputException">The budget's end has passed, or the lab has the sweep's dataset
    /// no more.</exception>
    Task<SweepSummary> SetBudget(SweepBudget budget);

    /// <summary>
    /// Takes the sweep off the record, and out of the store what no other sweep has; its lines in the log book stay.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="WrongStateException">It is running.</exception>
    /// <exception cref="StillStoppingException">A worker is still stopping a phase of it.</exception>
    Task<SweepRemoval> Remove();

    /// <summary>
    /// The view now and after every change, at most twice a second, until the sweep has ended (its last view included).
    /// </summary>
    IAsyncEnumerable<SweepView> Watch(CancellationToken cancellationToken);

    /// <summary>
    /// One of its experiments as <see cref="GetView"/> shows it, rank included; null when the
    /// sweep has no such experiment.
    /// </summary>
    [AlwaysInterleave]
    Task<ExperimentSummary?> GetExperiment(string experimentId);

    /// <summary>Every experiment's SWD measurements along its path; null when there is no such sweep.</summary>
    Task<ImmutableArray<SwdCurve>?> GetSwdCurves();

    /// <summary>Told that the sweep itself changed on record: its budget is used up.</summary>
    [OneWay]
    Task Changed();

    /// <summary>
    /// Told that the record changed under some of its phases (they ticked, were leased or released, ended).
    /// </summary>
    [OneWay, AlwaysInterleave]
    Task PhasesChanged(ImmutableArray<string> phases);
}
