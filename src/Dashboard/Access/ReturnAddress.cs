namespace PgGanLab.Dashboard.Access;

/// <summary>Where people go after they signed in: a page of this lab, whatever an address claims.</summary>
internal static class ReturnAddress
{
    /// <summary>Longest that is believed; nobody's page is further away.</summary>
    private const int Longest = 2000;

    /// <summary>
    /// The address where it is a path within the lab, else <c>/</c>. Browsers take <c>//host</c>, <c>/\host</c> and the
    /// same with tabs or line ends between for another site.
    /// </summary>
    /// <param name="address">Path and query below the lab's root.</param>
    public static string Local(string? address) =>
        address is { Length: > 0 and <= Longest } && address[0] == '/'
        && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl)
            ? address
            : "/";
}
