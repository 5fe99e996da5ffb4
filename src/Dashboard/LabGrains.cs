using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using static PgGanLab.Dashboard.Access.GrainCallGuard;

namespace PgGanLab.Dashboard;

/// <summary>
/// The grains that pages and the API talk to, by their words. At a page they do what the role of who is there allows.
/// </summary>
internal static partial class LabGrains
{
    public static ICatalogGrain Catalog(this IGrainFactory grains) =>
        Guarded(grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key));

    public static IRetentionGrain Retention(this IGrainFactory grains) =>
        Guarded(grains.GetGrain<IRetentionGrain>(IRetentionGrain.Key));

    public static IUsersGrain Users(this IGrainFactory grains) =>
        Guarded(grains.GetGrain<IUsersGrain>(IUsersGrain.Key));

    public static ITokensGrain Tokens(this IGrainFactory grains) =>
        Guarded(grains.GetGrain<ITokensGrain>(ITokensGrain.Key));

    public static ISweepGrain Sweep(this IGrainFactory grains, string id) =>
        Guarded(grains.GetGrain<ISweepGrain>(id));

    /// <summary>The sweep of an experiment that exists.</summary>
    public static ISweepGrain SweepOf(this IGrainFactory grains, string experiment) =>
        grains.Sweep(experiment[..experiment.LastIndexOf('.')]);

    public static IExperimentGrain Experiment(this IGrainFactory grains, string id) =>
        Guarded(grains.GetGrain<IExperimentGrain>(id));

    public static IGrowthPhaseGrain Phase(this IGrainFactory grains, string key) =>
        Guarded(grains.GetGrain<IGrowthPhaseGrain>(key));

    /// <summary>Whether an address names a sweep. What can't be an id reaches no grain, here and below.</summary>
    public static Task<bool> HasSweep(this IGrainFactory grains, string id) => OfId(id, grains.Sweep(id).Exists);

    /// <summary>
    /// Removes a sweep; where a worker is still stopping a phase of it, once that has stopped, or after 15 seconds not.
    /// </summary>
    /// <exception cref="WrongStateException">It is running, or the worker did not stop.</exception>
    public static async Task<SweepRemoval> RemoveSweep(this IGrainFactory grains, string id)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await grains.Sweep(id).Remove();
            }
            catch (StillStoppingException) when (tries < 60)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250));
            }
        }
    }

    /// <summary>The sweep that an address names, or null.</summary>
    public static Task<SweepView?> FindSweep(this IGrainFactory grains, string id) =>
        OfId(id, grains.Sweep(id).GetView);

    /// <summary>The definition, in its file form, of the sweep that an address names, or null.</summary>
    public static Task<string?> FindDefinition(this IGrainFactory grains, string id) =>
        OfId(id, grains.Sweep(id).GetDefinition);

    /// <summary>The SWD measurements of the sweep that an address names, or null.</summary>
    public static Task<ImmutableArray<SwdCurve>?> FindSwdCurves(this IGrainFactory grains, string id) =>
        OfId(id, grains.Sweep(id).GetSwdCurves);

    /// <summary>Whether an address names an experiment.</summary>
    public static Task<bool> HasExperiment(this IGrainFactory grains, string id) =>
        OfId(id, grains.Experiment(id).Exists);

    /// <summary>The experiment that an address names, or null.</summary>
    public static Task<ExperimentView?> FindExperiment(this IGrainFactory grains, string id) =>
        OfId(id, grains.Experiment(id).GetView);

    /// <summary>The curves of the experiment that an address names, or null.</summary>
    public static Task<TickSeries?> FindTicks(this IGrainFactory grains, string id, int maxPoints) =>
        OfId(id, () => grains.Experiment(id).GetTicks(maxPoints));

    /// <summary>The sample grids of the experiment that an address names, or null.</summary>
    public static Task<ImmutableArray<SampleFile>?> FindSamples(this IGrainFactory grains, string id) =>
        OfId(id, grains.Experiment(id).GetSamples);

    /// <summary>A sample grid of the experiment that an address names, or null.</summary>
    public static Task<SampleFile?> FindSample(this IGrainFactory grains, string id, long? nimg) =>
        OfId(id, () => grains.Experiment(id).GetSample(nimg));

    /// <summary>Where the generator of the experiment that an address names is to be had, or null.</summary>
    public static Task<GeneratorSource?> FindGenerator(this IGrainFactory grains, string id) =>
        OfId(id, grains.Experiment(id).GetGenerator);

    /// <summary>What happened to the experiment that an address names, or null.</summary>
    public static Task<ImmutableArray<LabEvent>?> FindEvents(this IGrainFactory grains, string id, int most) =>
        OfId(id, () => grains.Experiment(id).GetEvents(most));

    /// <summary>The checkpoints of the experiment that an address names, or null.</summary>
    public static Task<ImmutableArray<CheckpointFile>?> FindCheckpoints(this IGrainFactory grains, string id) =>
        OfId(id, grains.Experiment(id).GetCheckpoints);

    private static Task<T?> OfId<T>(string id, Func<Task<T?>> ask) => IsId(id) ? ask() : Task.FromResult<T?>(default);

    private static Task<bool> OfId(string id, Func<Task<bool>> ask) => IsId(id) ? ask() : Task.FromResult(false);

    private static bool IsId(string id) => Id().IsMatch(id);

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,159}$")]
    private static partial Regex Id();
}
