namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Makes a property of <see cref="TrainingConfiguration"/>, or of one of its option records, a setting that people can
/// choose. Here stands its name in files, pages, the API and search spaces, what it is for and which values it takes;
/// its kind and its default are the property's. <see cref="SettingCatalog"/> reads all of them once.
/// </summary>
/// <param name="name">camelCase, as written in a sweep's YAML.</param>
/// <param name="group">What it is about.</param>
/// <param name="summary">One line for a tooltip.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string name, SettingGroup group, string summary) : Attribute
{
    public string Name => name;

    public SettingGroup Group => group;

    public string Summary => summary;

    /// <summary>Least legal number, included.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>In place of <see cref="Min"/>: the number must be greater than this.</summary>
    public double Above { get; init; } = double.NaN;

    /// <summary>Greatest legal number, included.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>Whether the number must be a power of two, as the pixels of an image are.</summary>
    public bool PowerOfTwo { get; init; }

    /// <summary>Unit of the number, or empty.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What holds where nobody chose and the default is NaN: <c>as learningRate</c>.</summary>
    public string Unset { get; init; } = "";

    /// <summary>False for settings that a sweep can't search over.</summary>
    public bool Searchable { get; init; } = true;

    /// <summary>Name of the setting that it is shown behind, where that is not the one declared before it.</summary>
    public string? After { get; init; }
}

/// <summary>What a setting is about, in the order in which pages show them.</summary>
public enum SettingGroup
{
    /// <summary>Layers and their sizes.</summary>
    Networks,

    /// <summary>How the run grows.</summary>
    Schedule,

    /// <summary>Step sizes, Adam, the average Gs.</summary>
    Optimizer,

    /// <summary>What G and D play for.</summary>
    Loss,

    /// <summary>What is shown, and how it is varied.</summary>
    Data,

    /// <summary>Precision and the size of one device's share.</summary>
    Arithmetic,

    /// <summary>When a run counts as diverged.</summary>
    Guard,

    /// <summary>How progress is measured; changes nothing of what is trained.</summary>
    Measuring,
}
