using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>Things that a request names, or the sentence that says which is missing.</summary>
internal static class Found
{
    /// <exception cref="NotFoundException">There is no such sweep.</exception>
    public static async Task<SweepView> Sweep(IGrainFactory grains, string id) =>
        await grains.FindSweep(id) ?? throw new NotFoundException($"There is no sweep '{Shown(id)}'.");

    /// <exception cref="NotFoundException">There is no such experiment.</exception>
    public static async Task<ExperimentView> Experiment(IGrainFactory grains, string id) =>
        await grains.FindExperiment(id) ?? throw new NotFoundException($"There is no experiment '{Shown(id)}'.");

    private static string Shown(string id) => id.Length <= 80 ? id : $"{id[..80]}…";
}
