using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>One setting that a sweep varies.</summary>
/// <param name="Setting">Which setting, with its resolution where it has one.</param>
public abstract record SearchDimension(SettingKey Setting)
{
    /// <summary>Values that a grid takes; null where the dimension is continuous.</summary>
    public abstract IReadOnlyList<double>? GridValues { get; }

    /// <summary>The value at <paramref name="u"/>, uniform in [0, 1).</summary>
    public abstract double At(double u);
}
