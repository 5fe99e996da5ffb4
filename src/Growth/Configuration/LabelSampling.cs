namespace PgGanLab.Growth.Configuration;

/// <summary>How often each class is shown.</summary>
public enum LabelSampling
{
    /// <summary>As often as the dataset has it.</summary>
    Data,

    /// <summary>All classes equally often.</summary>
    Balanced,
}
