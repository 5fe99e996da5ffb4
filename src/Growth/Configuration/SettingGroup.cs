namespace PgGanLab.Growth.Configuration;

/// <summary>What a setting is about, for pages.</summary>
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
