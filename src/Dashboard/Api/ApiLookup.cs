using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>Things that a request names, or the sentence that says which is missing.</summary>
internal static class ApiLookup
{
    /// <exception cref="NotFoundException">There is no such sweep.</exception>
    public static async Task<SweepView> Sweep(IGrainFactory grains, string id) =>
        await grains.FindSweep(id) ?? throw NoSweep(id);

    /// <exception cref="NotFoundException">There is no such experiment.</exception>
    public static async Task<ExperimentView> Experiment(IGrainFactory grains, string id) =>
        await grains.FindExperiment(id) ?? throw NoExperiment(id);

    /// <exception cref="NotFoundException">There is no such dataset.</exception>
    public static async Task<DatasetFacts> Dataset(IGrainFactory grains, string name) =>
        (await grains.Catalog().GetDatasets()).FirstOrDefault(d => d.Name == name) ?? throw NoDataset(name);

    public static NotFoundException NoSweep(string id) => new($"There is no sweep '{Shown(id)}'.");

    public static NotFoundException NoExperiment(string id) => new($"There is no experiment '{Shown(id)}'.");

    public static NotFoundException NoDataset(string name) => new($"There is no dataset '{Shown(name)}'.");

    public static NotFoundException NoWorker(string name) => new($"There is no worker '{Shown(name)}'.");

    private static string Shown(string id) => id.Length <= 80 ? id : $"{id[..80]}…";
}
