using System.Collections.Immutable;
using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Components.Home;

/// <summary>Something that a person should look at.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Href">Its page.</param>
/// <param name="Text">What is wrong, behind the subject.</param>
/// <param name="Tone">The name of its colour.</param>
public sealed record LabTrouble(string Subject, string Href, string Text, string Tone)
{
    /// <summary>What ended longer ago is not told any more.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>All of it, workers first.</summary>
    public static ImmutableArray<LabTrouble> Of(
        IEnumerable<SweepSummary> sweeps, ImmutableArray<Worker> workers, DateTimeOffset now) =>
    [
        .. workers.IsEmpty
            ? (LabTrouble[])[new("No worker", "workers", "has joined: nothing can be trained.", "failed")]
            : workers.Select(OfWorker).OfType<LabTrouble>(),
        .. sweeps.Where(s => s.EndedAt is not { } end || now - end < Recent).Select(OfSweep).OfType<LabTrouble>(),
    ];

    private static LabTrouble? OfWorker(Worker worker) => worker switch
    {
        { Hold: { Kind: WorkerHoldKind.TakenOut } hold } =>
            new(worker.Name, "workers", $"was taken out: {hold.Reason}", "failed"),
        { Status: WorkerStatus.Gone } => new(worker.Name, "workers", "is gone.", "diverged"),
        _ => null,
    };

    private static LabTrouble? OfSweep(SweepSummary sweep) => sweep switch
    {
        { Status: SweepStatus.Spent, Spent: { } spent } =>
            new(sweep.Name, $"sweeps/{sweep.Id}", $"was ended by its budget: {spent}.", "diverged"),
        { Lost: > 0 } => new(sweep.Name, $"sweeps/{sweep.Id}/experiments",
            $"lost {Readable.Count(sweep.Lost)} of {Readable.Plural(sweep.AllExperiments(), "experiment")}.",
            SweepState.Kind(sweep) == "failed" ? "failed" : "diverged"),
        _ => null,
    };
}
