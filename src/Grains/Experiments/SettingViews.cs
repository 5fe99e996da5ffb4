using System.Collections.Immutable;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Grains.Experiments;

/// <summary>Settings as people read them.</summary>
internal static class SettingViews
{
    /// <summary>What an experiment varies, in order.</summary>
    public static ImmutableArray<SettingView> Varied(PlannedExperiment experiment) =>
        [.. experiment.Varied.Select(pair =>
            new SettingView(pair.Key.ToString(), SettingList.Show(pair.Key, pair.Value)))];

    /// <summary>The same in one line, to name the experiment.</summary>
    public static string Name(PlannedExperiment experiment) =>
        (experiment.Name.Length > 0, experiment.Varied.IsEmpty) switch
        {
            (true, _) => experiment.Name,
            (_, true) => SweepPoints.BaseConfiguration,
            _ => string.Join(", ", Varied(experiment)),
        };

    /// <summary>
    /// Every setting of the catalog with its value, followed by its exceptions for single resolutions.
    /// </summary>
    public static ImmutableArray<SettingView> All(PlannedExperiment experiment) =>
        [.. SettingCatalog.All.SelectMany(definition =>
            Keys(definition, experiment.Settings).Select(key => View(key, experiment.Configuration)))];

    private static IEnumerable<SettingKey> Keys(SettingDefinition definition, SettingList settings) =>
        settings.Values.Keys.Where(key => key.Name == definition.Name && key.Resolution is not null)
            .Prepend(new SettingKey(definition.Name, null));

    private static SettingView View(SettingKey key, TrainingConfiguration configuration) =>
        new(key.ToString(), SettingList.Show(key, key.Definition.Get(configuration, key.Resolution)));
}
