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
    /// <exception cref="InvalidOperationException">The sweep exists already.</exception>
    Task<SweepSummary> Submit(SweepDefinition definition);

    Task<bool> Exists();

    /// <summary>
    /// The sweep with its experiments, best first, and its growth tree; null when there is no such sweep. At most
    /// a quarter of a second old.
    /// </summary>
    Task<SweepView?> GetView();

    /// <summary>The sweep's definition in its file form, JSON; null when there is no such sweep.</summary>
    Task<string?> GetDefinition();

    /// <summary>
    /// Gives up what is not finished; finished experiments stay. A sweep that has ended stays as it is.
    /// </summary>
    /// <returns>How it stands then.</returns>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    Task<SweepSummary> Cancel();

    /// <summary>
    /// The view now and after every change, at most twice a second, until the sweep has ended (its last view included).
    /// </summary>
    IAsyncEnumerable<SweepView> Watch(CancellationToken cancellationToken);

    /// <summary>
    /// One of its experiments as <see cref="GetView"/> shows it, rank included; null when the
    /// sweep has no such experiment.
    /// </summary>
    Task<ExperimentSummary?> GetExperiment(string experimentId);

    /// <summary>Every experiment's SWD measurements along its path; null when there is no such sweep.</summary>
    Task<ImmutableArray<SwdCurve>?> GetSwdCurves();

    /// <summary>
    /// Told that the record changed under one of its phases (it ticked, was leased or released, ended).
    /// </summary>
    [OneWay]
    Task PhaseChanged(string phase);
}
