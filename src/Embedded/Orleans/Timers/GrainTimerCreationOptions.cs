using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain's timer runs.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>When it is due first; infinite means not before it is changed.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>How long it waits from the end of a callback to the next; infinite means that it runs once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether its callbacks may run beside calls at their awaits.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether its callbacks keep the grain from being idle.</summary>
    public bool KeepAlive { get; init; }
}
