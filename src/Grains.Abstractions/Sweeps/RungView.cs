using System.Collections.Immutable;

namespace PgGanLab.Grains.Sweeps;

/// <summary>A rung of a sweep's stopping rule and the points that have been at it.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.rung-view")]
public sealed record RungView
{
    /// <summary>Pixels.</summary>
    [Id(0)] public required int Resolution { get; init; }

    /// <summary>Thousands of real images since the run's beginning.</summary>
    [Id(1)] public required double Kimg { get; init; }

    /// <summary>Points that are on their way to it.</summary>
    [Id(2)] public required int Underway { get; init; }

    /// <summary>Those that have been at it, best first in each bracket.</summary>
    [Id(3)] public required ImmutableArray<RungPointView> Points { get; init; }
}

/// <summary>A point at a rung.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.rung-point-view")]
public sealed record RungPointView
{
    /// <summary>Numbers of its experiments, one a seed.</summary>
    [Id(0)] public required ImmutableArray<int> Experiments { get; init; }

    /// <summary>1 for the bracket that is held at the first rung; 1 for all without brackets.</summary>
    [Id(1)] public required int Bracket { get; init; }

    /// <summary>Mean SWD x 10^3 of its seeds there; null where it diverged on the way.</summary>
    [Id(2)] public required double? Swd { get; init; }

    [Id(3)] public required RungOutcome Outcome { get; init; }

    /// <summary>Number of the experiment as whose copy it went on; null where it went on as it was.</summary>
    [Id(4)] public int? CopyOf { get; init; }
}

/// <summary>What became of a point at a rung.</summary>
public enum RungOutcome
{
    /// <summary>It waits there.</summary>
    Paused,

    /// <summary>The rule let it on.</summary>
    Promoted,

    /// <summary>A person let it on.</summary>
    PromotedByHand,

    /// <summary>It went on as a copy of another one.</summary>
    Copied,

    /// <summary>It diverged on the way there.</summary>
    Lost,
}
