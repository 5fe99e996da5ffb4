using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Components.Settings;

/// <summary>The values of a setting that has only a few.</summary>
internal static class SettingChoices
{
    /// <summary>All values as they are written in files; none where any number of a range is right.</summary>
    public static ImmutableArray<string> Of(SettingDefinition setting) => setting.Kind switch
    {
        SettingKind.Boolean => ["true", "false"],
        SettingKind.Word => setting.Words,
        SettingKind.Resolution => [.. Sizes(setting).Select(size => setting.Show(size))],
        _ => [],
    };

    /// <summary>Whether values lie on a line, so that a search can draw them from an interval.</summary>
    public static bool HasIntervals(SettingDefinition setting) =>
        setting.Kind is not (SettingKind.Boolean or SettingKind.Word);

    private static IEnumerable<double> Sizes(SettingDefinition setting)
    {
        for (var size = setting.Minimum; size <= setting.Maximum; size *= 2)
            yield return size;
    }
}

/// <summary>The catalog's settings under its own headings, in its own order.</summary>
internal static class SettingGroups
{
    public static ImmutableArray<(SettingGroup Group, ImmutableArray<SettingDefinition> Settings)> All { get; } =
        [.. SettingCatalog.All.GroupBy(s => s.Group).Select(g => (g.Key, g.ToImmutableArray()))];
}
