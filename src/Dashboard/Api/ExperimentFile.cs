using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>The sweep that trains one experiment alone: the same settings, and so the same phases.</summary>
internal static class ExperimentFile
{
    private static readonly TrainingConfiguration Defaults = new();

    /// <param name="experiment">The experiment.</param>
    /// <param name="sweep">The definition of its sweep in its file form, JSON.</param>
    /// <returns>The file form; settings that are the paper's are left out.</returns>
    public static JsonObject Of(ExperimentView experiment, string sweep)
    {
        var whole = JsonNode.Parse(sweep)!.AsObject();
        var document = new JsonObject
        {
            ["name"] = experiment.Summary.Id,
            ["dataset"] = experiment.Dataset,
            ["base"] = SweepDocument.Write(new SettingList(Changed(experiment).Select(s => (Key(s), s.Value))
                .ToImmutableSortedDictionary(s => s.Item1, s => SettingList.Read(s.Item1, s.Value)))),
        };
        if (whole[SweepObjective.Key] is { } objective)
            document[SweepObjective.Key] = objective.DeepClone();
        return document;
    }

    /// <summary>
    /// Settings that differ from the paper's defaults, or at one resolution from what they are elsewhere.
    /// </summary>
    public static IEnumerable<SettingView> Changed(ExperimentView experiment) =>
        experiment.Settings.Where(s => Key(s) is var key
            && (key.Resolution is not null || s.Value != SettingList.Show(key, key.Definition.Get(Defaults, null))));

    private static SettingKey Key(SettingView setting) => SettingKey.Parse(setting.Name, "an experiment");
}
