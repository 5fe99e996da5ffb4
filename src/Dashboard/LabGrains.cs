using System.Text.RegularExpressions;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard;

/// <summary>The grains that pages and the API talk to, by their words.</summary>
internal static partial class LabGrains
{
    public static ICatalogGrain Catalog(this IGrainFactory grains) => grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    public static ISweepGrain Sweep(this IGrainFactory grains, string id) => grains.GetGrain<ISweepGrain>(id);

    public static IExperimentGrain Experiment(this IGrainFactory grains, string id) => grains.GetGrain<IExperimentGrain>(id);

    /// <summary>The sweep that an address names, or null. What can't be an id reaches no grain.</summary>
    public static Task<SweepView?> FindSweep(this IGrainFactory grains, string id) =>
        IsId(id) ? grains.Sweep(id).GetView() : Task.FromResult<SweepView?>(null);

    /// <summary>The experiment that an address names, or null. What can't be an id reaches no grain.</summary>
    public static Task<ExperimentView?> FindExperiment(this IGrainFactory grains, string id) =>
        IsId(id) ? grains.Experiment(id).GetView() : Task.FromResult<ExperimentView?>(null);

    private static bool IsId(string id) => Id().IsMatch(id);

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,159}$")]
    private static partial Regex Id();
}
