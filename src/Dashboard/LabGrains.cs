using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard;

/// <summary>The grains that pages and the API talk to, by their words.</summary>
internal static class LabGrains
{
    public static ICatalogGrain Catalog(this IGrainFactory grains) => grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    public static ISweepGrain Sweep(this IGrainFactory grains, string id) => grains.GetGrain<ISweepGrain>(id);

    public static IExperimentGrain Experiment(this IGrainFactory grains, string id) => grains.GetGrain<IExperimentGrain>(id);
}
