using System.Globalization;

namespace PgGanLab.Growth.Phases;

/// <summary>What a growth phase does.</summary>
public enum PhaseKind
{
    /// <summary>The resolution's new layers blend in: alpha rises from 0 to 1.</summary>
    FadeIn,

    /// <summary>All layers are fully on: alpha = 1.</summary>
    Stabilize,
}

/// <summary>How people read the name of a growth phase, in every text of the lab.</summary>
public static class PhaseName
{
    /// <summary><c>fade-in</c> or <c>stabilize</c>.</summary>
    public static string Of(PhaseKind kind) => kind == PhaseKind.FadeIn ? "fade-in" : "stabilize";

    /// <summary><c>16x16 fade-in</c>.</summary>
    /// <param name="resolution">Pixels.</param>
    /// <param name="kind">What the phase does.</param>
    public static string Of(int resolution, PhaseKind kind) =>
        string.Create(CultureInfo.InvariantCulture, $"{resolution}x{resolution} {Of(kind)}");
}
