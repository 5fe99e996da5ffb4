using System.Collections.Immutable;

namespace PgGanLab.Growth.Stopping;

/// <summary>A point of a sweep as its stopping rule sees it.</summary>
/// <param name="Index">0 for the sweep's first point.</param>
/// <param name="Rung">The rung that it heads to or waits at; as many as there are rungs: the end.</param>
/// <param name="State">How it stands there.</param>
/// <param name="Values">
/// What it reached at each rung that it has been at, the mean of its seeds; less is better. NaN where it has nothing.
/// </param>
public sealed record RacingPoint(int Index, int Rung, RacingState State, ImmutableArray<double> Values)
{
    /// <summary>What the rule compares at a rung: its value, infinity where it diverged on the way there.</summary>
    /// <returns>Null where it says nothing about the rung.</returns>
    public double? At(int rung)
    {
        if (Rung < rung)
            return null;
        if (Rung == rung && State == RacingState.Lost)
            return double.PositiveInfinity;
        var known = Rung > rung || State == RacingState.Waiting;
        return known && double.IsFinite(Values[rung]) ? Values[rung] : null;
    }
}

/// <summary>How a point stands at the rung that it heads to.</summary>
public enum RacingState
{
    /// <summary>Some of its seeds are still on their way.</summary>
    Underway,

    /// <summary>It has a value there.</summary>
    Waiting,

    /// <summary>A seed of it diverged, so it is worse than all that did not.</summary>
    Lost,

    /// <summary>It ended, or has nothing that was measured there, which says nothing about its settings.</summary>
    Gone,
}
