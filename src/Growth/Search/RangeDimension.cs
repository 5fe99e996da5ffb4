using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>An interval, drawn from uniformly or, on a log scale, uniformly in the logarithm. Whole-number settings are rounded, resolutions to powers of two.</summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Minimum">Least value, included.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Log">Log scale; the minimum is then greater than 0.</param>
public sealed record RangeDimension(SettingKey Setting, double Minimum, double Maximum, bool Log) : SearchDimension(Setting)
{
    public override IReadOnlyList<double>? GridValues => null;

    public override double At(double u)
    {
        if (Setting.Definition.Kind == SettingKind.Integer && !Log)
            return Math.Min(Math.Floor(Minimum + u * (Maximum - Minimum + 1)), Maximum);
        var value = Log ? Minimum * Math.Pow(Maximum / Minimum, u) : Minimum + u * (Maximum - Minimum);
        return Setting.Definition.Kind switch
        {
            SettingKind.Integer => Math.Round(value),
            SettingKind.Resolution => Math.Pow(2, Math.Round(Math.Log2(value))),
            _ => value,
        };
    }
}
