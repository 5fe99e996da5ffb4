namespace PgGanLab.Growth.Retention;

/// <summary>
/// Why a file may be freed, the least valuable first. What comes up to <see cref="Archived"/> is freed whenever
/// somebody frees; what comes after it only where the store is larger than it may be.
/// </summary>
public enum FreeReason
{
    /// <summary>An exported generator: its checkpoint gives it again in milliseconds.</summary>
    Exported,

    /// <summary>A snapshot of a phase whose end is there.</summary>
    Superseded,

    /// <summary>A sample grid between others that are as old.</summary>
    Thinned,

    /// <summary>A checkpoint that only archived sweeps have, and not their best.</summary>
    Archived,

    /// <summary>A snapshot of a phase that no experiment is to go on with.</summary>
    Abandoned,

    /// <summary>A sample grid that is young yet.</summary>
    YoungSample,

    /// <summary>The end of a phase that all its experiments have gone past.</summary>
    Passed,

    /// <summary>The last checkpoint of experiments without a result.</summary>
    Resultless,

    /// <summary>The last checkpoint of an experiment that is not among the best of its sweep.</summary>
    Outranked,

    /// <summary>The last checkpoint of one of a sweep's best experiments, after the very best.</summary>
    RunnerUp,
}

/// <summary>A file that is freed.</summary>
/// <param name="File">The file.</param>
/// <param name="Reason">Why it may be.</param>
public sealed record FreedFile(StoredFile File, FreeReason Reason);
