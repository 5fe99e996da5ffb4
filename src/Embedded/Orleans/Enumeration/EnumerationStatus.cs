namespace Orleans.Runtime;

/// <summary>How a sequence stands after a pull.</summary>
internal enum EnumerationStatus
{
    /// <summary>More may come.</summary>
    Active,

    /// <summary>The sequence has ended.</summary>
    Completed,

    /// <summary>The sequence has failed or was cancelled.</summary>
    Failed,

    /// <summary>The activation knows no such sequence.</summary>
    Missing,
}
