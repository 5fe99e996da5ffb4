namespace PgGanLab.Growth.Search;

/// <summary>How a sweep chooses points of its search space.</summary>
public enum SearchStrategy
{
    /// <summary>Every combination of every listed value.</summary>
    Grid,

    /// <summary>Independent draws, a pure function of the search seed and the draw's number.</summary>
    Random,

    /// <summary>The points that its author lists, such as the rows of an ablation.</summary>
    List,
}
