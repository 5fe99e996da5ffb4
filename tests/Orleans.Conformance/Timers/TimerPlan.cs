namespace PgGanLab.OrleansConformance.Timers;

/// <summary>What a timer does in a test.</summary>
[GenerateSerializer, Immutable]
public sealed record TimerPlan
{
    [Id(0)]
    public TimeSpan DueTime { get; init; } = TimeSpan.FromMilliseconds(10);

    [Id(1)]
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(10);

    [Id(2)]
    public bool Interleave { get; init; }

    [Id(3)]
    public bool KeepAlive { get; init; }

    /// <summary>Each callback fails.</summary>
    [Id(4)]
    public bool Fail { get; init; }

    /// <summary>Each callback waits here.</summary>
    [Id(5)]
    public string? Gate { get; init; }

    /// <summary>Each callback waits for its token.</summary>
    [Id(6)]
    public bool WaitForToken { get; init; }
}
