namespace PgGanLab.Growth.Configuration.Presets;

/// <summary>A configuration that is known by name.</summary>
/// <param name="Name">As written in a sweep's file.</param>
/// <param name="Summary">One line: where it comes from.</param>
/// <param name="Settings">Its settings for a final resolution in pixels; null asks for its own.</param>
public sealed record Preset(string Name, string Summary, Func<int?, SettingList> Settings);
