using System.Collections.Immutable;

namespace PgGanLab.Chaos.History;

/// <summary>
/// Judges what a lab did under faults: by its own promises, and by what the same sweeps gave in a lab that nothing
/// disturbed. Pure.
/// </summary>
internal static class HistoryChecker
{
    /// <param name="history">Of the lab under faults, whose sweeps have ended.</param>
    /// <param name="undisturbed">Of the other one.</param>
    /// <returns>Nothing where all promises were kept.</returns>
    public static ImmutableArray<Violation> Check(LabHistory history, LabHistory undisturbed) =>
    [
        .. LeaseChecks.Check(history),
        .. CompletionChecks.Check(history),
        .. TrainingChecks.Check(history, undisturbed),
        .. SweepChecks.Check(history, undisturbed),
        .. FileChecks.Check(history),
        .. ResultChecks.Check(history, undisturbed),
    ];
}

/// <summary>A promise that was broken.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Subject">A phase's key, a sweep's id or a file's path.</param>
/// <param name="Sentence">What was seen.</param>
internal sealed record Violation(ViolationKind Kind, string Subject, string Sentence)
{
    public override string ToString() => $"{Kind} {Subject}: {Sentence}";
}

/// <summary>Promises (design.md, section 4), by how they are broken.</summary>
internal enum ViolationKind
{
    /// <summary>A phase had two live leases, or took something of a lease that was not its last one.</summary>
    TwoLiveLeases,

    /// <summary>A phase was trained to its end twice, and nothing had taken away the first end.</summary>
    CompletedTwice,

    /// <summary>Training that was on record is not any more, or never came there.</summary>
    LostKimg,

    /// <summary>Training counts twice.</summary>
    DoubledKimg,

    /// <summary>A sweep that was accepted is gone or has not ended.</summary>
    LostSweep,

    /// <summary>A decision was made otherwise, or again.</summary>
    ChangedDecision,

    /// <summary>A file is gone that the lab needs.</summary>
    DeletedPinnedFile,

    /// <summary>A report is on record for what was not trained.</summary>
    MetricWithoutPhase,

    /// <summary>A checkpoint or a measurement is another one than undisturbed training gives.</summary>
    OtherResult,
}
