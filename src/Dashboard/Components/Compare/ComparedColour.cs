using System.Globalization;

namespace PgGanLab.Dashboard.Components.Compare;

/// <summary>How an experiment is drawn, by its place: tokens.css has 8 colours; then they come again, dashed.</summary>
internal static class ComparedColour
{
    private const int Colours = 8;

    public static string Of(int place) =>
        string.Create(CultureInfo.InvariantCulture, $"var(--series-{place % Colours})");

    /// <summary>Classes of its mark.</summary>
    public static string Class(int place) => place < Colours ? "mark" : "mark dashed";
}
