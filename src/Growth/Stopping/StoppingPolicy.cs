using System.Collections.Immutable;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Stopping;

/// <summary>A sweep's stopping rule with its rungs in the schedule that all its experiments have.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="ReductionFactor">Of how many points one goes on.</param>
/// <param name="Rungs">Where points are compared, first to last; behind the last one is the end of the run.</param>
/// <param name="Brackets">Groups that are first held at rung 0, 1, …; 1 without brackets.</param>
/// <param name="Startup">The median rule holds nobody while fewer others have been at a rung.</param>
/// <param name="Seeds">Experiments of each point, which are decided together by their mean.</param>
public sealed record StoppingPolicy(
    StoppingRule Rule, int ReductionFactor, ImmutableArray<Rung> Rungs, int Brackets, int Startup, int Seeds)
{
    /// <summary>How members copy each other; null for rules under which nobody does.</summary>
    public PopulationOptions? Population { get; init; }

    /// <summary>Index of the point that an experiment belongs to.</summary>
    /// <param name="number">The experiment's number, from 1.</param>
    public int PointOf(int number) => (number - 1) / Seeds;

    /// <summary>Whether a rung's decision waits until all that will come are there.</summary>
    public bool Waits => Rule is StoppingRule.Halving or StoppingRule.Hyperband;

    /// <summary>What a resolution's stabilizing phase is to the experiments: the rung that it ends with.</summary>
    /// <param name="rung">Index of a rung; that of the end is one more than the last.</param>
    public Rung? At(int rung) => rung < Rungs.Length ? Rungs[rung] : null;
}

/// <summary>One place at which points are compared: equal resolution, equal kimg.</summary>
/// <param name="Resolution">Pixels.</param>
/// <param name="Nimg">Planned real images since the run's beginning.</param>
/// <param name="Within">
/// Null for the end of the resolution's stabilizing phase. Else it lies in the last phase: the measurement that counts is
/// the first one from there on, which whole minibatches bring past it by less than so many real images.
/// </param>
public sealed record Rung(int Resolution, long Nimg, long? Within)
{
    /// <summary>Whether a measurement in the stabilizing phase of the rung's resolution is the one that counts.</summary>
    /// <param name="nimg">Real images shown before it.</param>
    /// <param name="end">Planned real images after the phase.</param>
    public bool IsMeasuredAt(long nimg, long end) =>
        Within is { } length ? nimg >= Nimg && nimg < Nimg + length && nimg < end : nimg >= end;

    /// <summary><c>16x16 after 24 kimg</c>.</summary>
    public override string ToString() => $"{Resolution}x{Resolution} after {Readable.Kimg(Nimg)} kimg";

    /// <summary>The rung at the end of a phase.</summary>
    public static Rung After(PhaseSpan phase) => new(phase.Resolution, phase.End, null);
}
