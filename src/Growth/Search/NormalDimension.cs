using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Search;

/// <summary>A setting that is drawn from a normal distribution, cut off at bounds.</summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Mean">The middle of the uncut distribution.</param>
/// <param name="Deviation">Its standard deviation, greater than 0.</param>
/// <param name="Minimum">Least value; by default the setting's own.</param>
/// <param name="Maximum">Greatest value.</param>
public sealed record NormalDimension(
    SettingKey Setting, double Mean, double Deviation, double Minimum, double Maximum) : SearchDimension(Setting)
{
    /// <summary>
    /// Values lie whole multiples of this from the mean; null for any value, and for whole-number settings 1.
    /// </summary>
    public double? Step { get; init; }

    public override IReadOnlyList<double>? GridValues => null;

    public override SearchAxis Axis => new(0, IsOrdered: true);

    public override double At(double u)
    {
        var (low, high) = (Below(Minimum), Below(Maximum));
        var drawn = Mean + Deviation * NormalDistribution.Quantile(low + u * (high - low));
        var whole = Setting.Definition.Kind == SettingKind.Integer ? 1.0 : (double?)null;
        if ((Step ?? whole) is not { } step)
            return Math.Clamp(drawn, Minimum, Maximum);
        var middle = whole is null ? Mean : Math.Round(Mean);
        var steps = Math.Clamp(Math.Round((drawn - middle) / step),
            Math.Ceiling((Minimum - middle) / step - 1e-9), Math.Floor((Maximum - middle) / step + 1e-9));
        return double.Parse(
            (middle + steps * step).ToString("G14", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public override double PlaceOf(double value)
    {
        if (value < Minimum || value > Maximum)
            return double.NaN;
        var (low, high) = (Below(Minimum), Below(Maximum));
        return Math.Clamp((Below(value) - low) / (high - low), 0, Math.BitDecrement(1));
    }

    private double Below(double value) => NormalDistribution.Below((value - Mean) / Deviation);
}
