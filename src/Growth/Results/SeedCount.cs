using System.Globalization;

namespace PgGanLab.Growth.Results;

/// <summary>How many seeds a mean is over, in words.</summary>
public static class SeedCount
{
    /// <summary><c>3 seeds</c>; <c>2 of 3 seeds</c> where some are left out.</summary>
    /// <param name="measured">Seeds that the mean is over, 0 to <paramref name="all"/>.</param>
    /// <param name="all">Seeds of the configuration.</param>
    public static string Words(int measured, int all) => measured < all ? Invariant($"{measured} of {Words(all)}") : Words(all);

    private static string Words(int seeds) => seeds == 1 ? "1 seed" : Invariant($"{seeds} seeds");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
