namespace PgGanLab.Growth.Stopping;

/// <summary>Where a search that learns compares points of which many wait at rungs.</summary>
public static class SearchGround
{
    /// <summary>
    /// The latest rung, or the end (as many as there are rungs), at which enough points have a value; else the first
    /// rung. All points are compared there and nowhere else; who waits before it is worse than all that went on. Source:
    /// Falkner et al. 2018 (BOHB), section 3.
    /// </summary>
    /// <param name="values">For each rung and the end, how many have a value there.</param>
    /// <param name="enough">With how many a strategy begins to learn.</param>
    public static int Choose(IReadOnlyList<int> values, int enough)
    {
        for (var rung = values.Count - 1; rung > 0; rung--)
            if (values[rung] >= enough)
                return rung;
        return 0;
    }
}
