using System.Collections.Immutable;
using PgGanLab.Growth.Configuration.Catalog;

namespace PgGanLab.Growth.Configuration;

/// <summary>All settings by name: the one list behind YAML files, the API, the sweep form and search spaces.</summary>
public static class SettingCatalog
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        .. NetworkSettings.All, .. ScheduleSettings.All, .. OptimizerSettings.All, .. LossSettings.All, .. DataSettings.All, .. ArithmeticSettings.All,
        .. MeasuringSettings.All,
    ];

    private static readonly ImmutableDictionary<string, SettingDefinition> ByName = All.ToImmutableDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The setting of that name, or null.</summary>
    public static SettingDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The existing name that is most like <paramref name="name"/>, for an error message.</summary>
    public static string Nearest(string name) => NearestName.Of(name, All.Select(s => s.Name));
}
