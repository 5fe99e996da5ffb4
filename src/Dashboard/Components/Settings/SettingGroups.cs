using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Components.Settings;

/// <summary>The catalog's settings under its own headings, in its own order.</summary>
internal static class SettingGroups
{
    public static ImmutableArray<(SettingGroup Group, ImmutableArray<SettingDefinition> Settings)> All { get; } =
        [.. SettingCatalog.All.GroupBy(s => s.Group).Select(g => (g.Key, g.ToImmutableArray()))];
}
