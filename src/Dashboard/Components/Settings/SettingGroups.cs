using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Components.Settings;

/// <summary>The settings of the form under headings; one that is in no group yet appears under the last.</summary>
internal static class SettingGroups
{
    private static readonly ImmutableArray<(string Title, string[] Names)> Named =
    [
        ("Growth", ["resolution", "fadeInKimg", "stabilizeKimg", "minibatch"]),
        ("Optimizer", ["learningRate", "discriminatorLearningRate", "adamBeta1", "adamBeta2", "adamEpsilon", "criticRepeats", "emaBeta"]),
        ("Networks", ["latentSize", "fmapBase", "fmapMax", "minibatchStddevGroup"]),
        ("Loss", ["gradientPenaltyWeight", "gradientPenaltyTarget", "driftWeight"]),
        ("Images and seed", ["mirror", "seed"]),
    ];

    public static ImmutableArray<(string Title, ImmutableArray<SettingDefinition> Settings)> All { get; } =
    [
        .. Named.Select(g => (g.Title, g.Names.Select(SettingCatalog.Find).OfType<SettingDefinition>().ToImmutableArray())),
        ("Measurement and the rest", [.. SettingCatalog.All.Where(s => !Named.Any(g => g.Names.Contains(s.Name)))]),
    ];
}
