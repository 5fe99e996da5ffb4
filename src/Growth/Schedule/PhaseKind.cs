namespace PgGanLab.Growth.Schedule;

/// <summary>What a growth phase does.</summary>
public enum PhaseKind
{
    /// <summary>The resolution's new layers blend in: alpha rises from 0 to 1.</summary>
    FadeIn,

    /// <summary>All layers are fully on: alpha = 1.</summary>
    Stabilize,
}
