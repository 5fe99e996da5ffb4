using System.Text.RegularExpressions;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>Things that a request names, or the sentence that says which is missing.</summary>
internal static partial class Found
{
    /// <exception cref="NotFoundException">There is no such sweep.</exception>
    public static async Task<SweepView> Sweep(IGrainFactory grains, string id) =>
        (IsId(id) ? await grains.Sweep(id).GetView() : null) ?? throw new NotFoundException($"There is no sweep '{Shown(id)}'.");

    /// <exception cref="NotFoundException">There is no such experiment.</exception>
    public static async Task<ExperimentView> Experiment(IGrainFactory grains, string id) =>
        (IsId(id) ? await grains.Experiment(id).GetView() : null) ?? throw NoExperiment(id);

    public static NotFoundException NoExperiment(string id) => new($"There is no experiment '{Shown(id)}'.");

    /// <summary>Whether a text can be an id at all; nothing else reaches a grain.</summary>
    public static bool IsId(string id) => Id().IsMatch(id);

    private static string Shown(string id) => id.Length <= 80 ? id : $"{id[..80]}…";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,159}$")]
    private static partial Regex Id();
}
