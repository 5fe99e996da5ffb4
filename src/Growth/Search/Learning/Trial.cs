using System.Collections.Immutable;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>What a strategy that learns knows of a point that was tried.</summary>
/// <param name="Places">
/// Its place in each dimension, in [0, 1); NaN where the dimension doesn't count for it.
/// </param>
/// <param name="State">How it stands.</param>
/// <param name="Value">What it reached, less is better; NaN unless it is finished.</param>
internal sealed record Trial(ImmutableArray<double> Places, TrialState State, double Value);

/// <summary>How a point that was tried stands.</summary>
public enum TrialState
{
    /// <summary>Nothing is known of it yet; points near it are avoided.</summary>
    Running,

    /// <summary>It has a value.</summary>
    Finished,

    /// <summary>It ended without one, as a run that diverged does: worse than every value.</summary>
    Lost,

    /// <summary>A person gave it up, so it says nothing: strategies are not told of it.</summary>
    Cancelled,

    /// <summary>It waits: as little is known of it as of a running one, but it takes no worker's time.</summary>
    Paused,
}

/// <summary>
/// A space as a strategy that learns sees it. A strategy is a function of what it is given: it keeps nothing.
/// </summary>
/// <param name="Axes">Its dimensions.</param>
/// <param name="Look">
/// Which dimensions count at places (one for each dimension); null where constraints forbid them.
/// </param>
internal sealed record LearningSpace(ImmutableArray<SearchAxis> Axes, Func<double[], bool[]?> Look)
{
    /// <summary>The place; where there are only some values, the middle of the part in which it lies.</summary>
    public double Snapped(int dimension, double place) => Axes[dimension].Levels is > 0 and var levels
        ? (LevelOf(dimension, place) + 0.5) / levels
        : Math.Clamp(place, 0, Math.BitDecrement(1));

    public int LevelOf(int dimension, double place) =>
        Math.Clamp((int)(place * Axes[dimension].Levels), 0, Axes[dimension].Levels - 1);
}
