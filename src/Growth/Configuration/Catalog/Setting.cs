using static PgGanLab.Growth.Configuration.SettingKind;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>Writes one line of the catalog for each shape that a setting can have.</summary>
internal static class Setting
{
    /// <summary>A whole number, the same at every resolution.</summary>
    public static SettingDefinition Whole(SettingGroup group, string name, string unit, string summary, long min, long max,
        Func<TrainingConfiguration, long> get, Func<TrainingConfiguration, long, TrainingConfiguration> set, bool searchable = true) =>
        new(name, Integer, false, searchable, unit, summary, min, true, max, (c, _) => get(c), (c, _, v) => set(c, (long)v)) { Group = group };

    /// <summary>A whole number with exceptions.</summary>
    public static SettingDefinition WholeAt(SettingGroup group, string name, string unit, string summary, int min, int max,
        Func<TrainingConfiguration, PerResolution<int>> get, Func<TrainingConfiguration, PerResolution<int>, TrainingConfiguration> set) =>
        new(name, Integer, true, true, unit, summary, min, true, max, (c, r) => At(get(c), r), (c, r, v) => set(c, get(c).With(r, (int)v))) { Group = group };

    /// <summary>A real number, the same at every resolution.</summary>
    public static SettingDefinition Real(SettingGroup group, string name, string unit, string summary, double min, bool minIncluded, double max,
        Func<TrainingConfiguration, double> get, Func<TrainingConfiguration, double, TrainingConfiguration> set) =>
        new(name, Number, false, true, unit, summary, min, minIncluded, max, (c, _) => get(c), (c, _, v) => set(c, v)) { Group = group };

    /// <summary>A real number with exceptions.</summary>
    public static SettingDefinition RealAt(SettingGroup group, string name, string unit, string summary, double min, bool minIncluded, double max,
        Func<TrainingConfiguration, PerResolution<double>> get, Func<TrainingConfiguration, PerResolution<double>, TrainingConfiguration> set, bool searchable = true) =>
        new(name, Number, true, searchable, unit, summary, min, minIncluded, max, (c, r) => At(get(c), r), (c, r, v) => set(c, get(c).With(r, v))) { Group = group };

    /// <summary>Yes or no.</summary>
    public static SettingDefinition Switch(SettingGroup group, string name, string summary,
        Func<TrainingConfiguration, bool> get, Func<TrainingConfiguration, bool, TrainingConfiguration> set) =>
        new(name, SettingKind.Boolean, false, true, "", summary, 0, true, 1, (c, _) => get(c) ? 1 : 0, (c, _, v) => set(c, v != 0)) { Group = group };

    /// <summary>One of the words of an enumeration, given in its order.</summary>
    public static SettingDefinition Word<T>(SettingGroup group, string name, string[] words, string summary,
        Func<TrainingConfiguration, T> get, Func<TrainingConfiguration, T, TrainingConfiguration> set) where T : struct, Enum =>
        new(name, SettingKind.Word, false, true, "", summary, 0, true, words.Length - 1, (c, _) => Convert.ToInt32(get(c), null), (c, _, v) => set(c, (T)Enum.ToObject(typeof(T), (int)v)))
        {
            Group = group,
            Words = [.. words],
        };

    /// <summary>Pixels of a square image.</summary>
    public static SettingDefinition Size(SettingGroup group, string name, string summary,
        Func<TrainingConfiguration, int> get, Func<TrainingConfiguration, int, TrainingConfiguration> set, bool searchable) =>
        new(name, SettingKind.Resolution, false, searchable, "px", summary, 4, true, 1024, (c, _) => get(c), (c, _, v) => set(c, (int)v)) { Group = group };

    private static double At<T>(PerResolution<T> setting, int? resolution) where T : struct, IEquatable<T>, IConvertible =>
        (resolution is { } r ? setting.At(r) : setting.Default).ToDouble(null);
}
