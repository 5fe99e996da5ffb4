using System.Collections.Immutable;
using PgGanLab.Chaos.History;
using PgGanLab.Grains.Store;

namespace PgGanLab.Chaos;

/// <summary>The checker finds every kind of broken promise, and nothing in a lab that keeps them all.</summary>
public class HistoryCheckerTests
{
    private const string Sweep = "tiny-1";
    private const string Sha256 = "sha-of-the-end";

    private static readonly string Root = new('a', 64);
    private static readonly string Next = new('b', 64);
    private static readonly PhaseFact Waiting = new(Root, null, 0, 100, "Queued", 0, 0, 0, null, null);
    private static readonly PhaseFact Held =
        Waiting with { LastToken = 1, LeaseWorker = "h/cpu:0", LeaseExpiresAt = 30_000 };
    private static readonly PhaseFact Ended =
        Waiting with { Status = "Finished", Nimg = 100, Stored = 100, LastToken = 1 };
    private static readonly PhaseFact After =
        Waiting with { Key = Next, Parent = Root, Start = 100, End = 200, Nimg = 100 };
    private static readonly EventFact Finished = new("phase-finished", Root, "Stabilize 4x4, trained by h/cpu:0.");
    private static readonly DecisionFact Decision = new(Sweep, "promotions 0 1", "{\"point\":1}", 1);
    private static readonly SwdFact Measured = new(Root, 100, 32, "{\"Average\":7.5}");

    /// <summary>A sweep of one phase and one that is planned after it.</summary>
    private static readonly HistoryFact[] Good =
    [
        Waiting, After, new SweepFact(Sweep, "tiny", "Running"), new ShareFact(Sweep, Root, 0, null), Held,
        new TickFact(Root, 50), new SampleFact(Root, 50, Path(1, "sample-000000050.png")), Snapshot(1, 50),
        Held with { Nimg = 50, Stored = 50 }, new TickFact(Root, 100), Measured, End(1), Decision, Finished, Ended,
        new SweepFact(Sweep, "tiny", "Finished"),
    ];

    [Fact]
    public void a_lab_that_keeps_its_promises_has_no_violation() => Assert.Empty(Check(Good));

    [Fact]
    public void a_lease_that_was_given_back_or_ran_out_may_be_given_to_another()
    {
        var after = Held with { Nimg = 50, Stored = 50 };
        var facts = Before(new TickFact(Root, 100), after with { LeaseWorker = null, LeaseExpiresAt = null },
            after with { LastToken = 2, LeaseExpiresAt = 5 }, after with { LastToken = 3, LeaseWorker = "h/cpu:1" });
        Assert.Empty(Check(
            [.. facts.Select(f => f == End(1) ? End(3) : f == Ended ? Ended with { LastToken = 3 } : f)]));
    }

    [Fact]
    public void two_live_leases_of_a_phase_are_found() =>
        Finds(ViolationKind.TwoLiveLeases, $"h/cpu:1 got lease 2 while lease 1 of h/cpu:0 was good for another ",
            Before(Finished, Held with { LastToken = 2, LeaseWorker = "h/cpu:1" }, Ended with { LastToken = 2 }));

    [Fact]
    public void a_token_that_falls_or_is_given_out_twice_is_found()
    {
        var freed = Held with { LeaseWorker = null, LeaseExpiresAt = null };
        Finds(ViolationKind.TwoLiveLeases, "its token fell from 1 to 0",
            Before(Finished, freed with { LastToken = 0 }, freed));
        Finds(ViolationKind.TwoLiveLeases, "token 1 was given to h/cpu:1 after it had been given out",
            Before(Finished, freed, Held with { LeaseWorker = "h/cpu:1" }));
    }

    [Fact]
    public void what_a_late_worker_brought_is_found()
    {
        var freed = Held with { LeaseWorker = null, LeaseExpiresAt = null };
        var taken = Held with { LastToken = 2, LeaseWorker = "h/cpu:1" };
        Finds(ViolationKind.TwoLiveLeases,
            $"{Path(1, "000000060.safetensors")} of lease 1 was taken after lease 2 was given",
            Before(Finished, freed, taken, Snapshot(1, 60), Ended with { LastToken = 2 }));
        Finds(ViolationKind.TwoLiveLeases, "of lease 1 was taken after that lease had ended",
            Before(Finished, freed, Snapshot(1, 60)));
    }

    [Fact]
    public void a_phase_that_is_completed_twice_is_found_and_one_whose_end_was_damaged_may_be()
    {
        Finds(ViolationKind.CompletedTwice, "it was finished again", Before(Ended, Finished));
        Assert.Empty(Check(Before(Ended, new EventFact("checkpoint-damaged", Root, "…"), Finished)));
    }

    [Fact]
    public void lost_and_doubled_kimg_are_found()
    {
        Finds(ViolationKind.LostKimg, "images up to 50 counted, then only up to 40",
            Before(Finished, Held with { Nimg = 40, Stored = 40 }));
        Assert.Empty(Check(Before(
            Finished, new EventFact("phase-needed-again", Root, "…"), Held with { Nimg = 40, Stored = 40 })));
        Finds(ViolationKind.LostKimg, "90 images count, and 100 do without faults",
            [.. Good, new ShareFact(Sweep, Root, 10, null)]);
        Finds(ViolationKind.DoubledKimg, "200 images count, and 100 do without faults",
            [.. Good, new ShareFact("b-2", Root, 0, 100)]);
        Finds(ViolationKind.LostKimg, "its tick at nimg 50 is missing",
            [.. Good.Where(f => f is not TickFact { Nimg: 50 })]);
        Finds(ViolationKind.DoubledKimg, "it has a tick at nimg 60", [.. Good, new TickFact(Root, 60)]);
    }

    [Fact]
    public void a_lost_sweep_is_found()
    {
        Finds(ViolationKind.LostSweep, "it was accepted and is not on record", Good, acknowledged: [Sweep, "other-2"]);
        Finds(ViolationKind.LostSweep, "it was accepted and is Running", Good[..^1]);
    }

    [Fact]
    public void a_changed_decision_is_found()
    {
        Finds(ViolationKind.ChangedDecision,
            "promotions 0 1 was {\"point\":1} of decision 1 and became {\"point\":2} of decision 1",
            [.. Good, Decision with { Content = "{\"point\":2}" }, Decision]);
        Finds(ViolationKind.ChangedDecision, "and became {\"point\":1} of decision 2",
            [.. Good, Decision with { Number = 2 }]);
        Finds(ViolationKind.ChangedDecision, "it is decided otherwise without faults: promotions 0 1",
            [.. Good.Where(f => f is not DecisionFact)]);
        Finds(ViolationKind.ChangedDecision, "it is not decided so without faults: promotions 0 2",
            [.. Good, Decision with { Key = "promotions 0 2" }]);
        Finds(ViolationKind.ChangedDecision, "was taken back", Good, removed: [Decision]);
    }

    [Fact]
    public void a_deleted_file_that_is_needed_is_found()
    {
        Finds(ViolationKind.DeletedPinnedFile, $"phase {Next}, which is not finished, begins with it", Good,
            removed: [End(1)]);
        Finds(ViolationKind.DeletedPinnedFile, "has no other snapshot that is as far",
            [.. Good.Where(f => f != End(1) && f != Ended)], removed: [Snapshot(1, 50)]);
        Finds(ViolationKind.DeletedPinnedFile, "it is on record and not in the store", Good,
            change: h => h with { Files = h.Files.Remove(Path(1, "sample-000000050.png")).Remove(End(1).Path) });
        Assert.Empty(Check(Good, removed: [Snapshot(1, 50)]));
    }

    [Fact]
    public void a_metric_without_its_phase_is_found()
    {
        Finds(ViolationKind.MetricWithoutPhase, "came before the phase was planned", [new TickFact(Root, 50), .. Good]);
        Finds(ViolationKind.MetricWithoutPhase, "it was trained from 100 to 100, and has a report on nimg 150",
            [.. Good, new SampleFact(Next, 150, Path(1, "sample-000000050.png"))]);
        Finds(ViolationKind.MetricWithoutPhase, "its report on nimg 50 is left without it", Good, removed: [Ended]);
    }

    [Fact]
    public void other_bytes_and_measurements_than_those_of_the_undisturbed_lab_are_found()
    {
        Finds(ViolationKind.OtherResult, "it ended with other, without faults with sha-of-the-end",
            [.. Good.Select(f => f is CheckpointFact { IsFinal: true } end ? end with { Sha256 = "other" } : f)]);
        Finds(ViolationKind.OtherResult, "its SHA-256 is rotten, on record it is sha-of-the-end", Good,
            change: h => h with { Files = h.Files.SetItem(End(1).Path, "rotten") });
        Finds(ViolationKind.OtherResult, "it has no end, and has one without faults",
            [.. Good.Where(f => f is not CheckpointFact { IsFinal: true })]);
        Finds(ViolationKind.OtherResult, "its SWD at nimg 100 is missing", [.. Good.Where(f => f is not SwdFact)]);
        Finds(ViolationKind.OtherResult, "its SWD at nimg 100 is {\"Average\":8}",
            [.. Good, Measured with { Swd = "{\"Average\":8}" }]);
    }

    private static void Finds(
        ViolationKind kind, string sentence, HistoryFact[] facts, HistoryFact[]? removed = null,
        string[]? acknowledged = null, Func<LabHistory, LabHistory>? change = null) =>
        Assert.Contains(Check(facts, removed, acknowledged, change),
            v => v.Kind == kind && v.Sentence.Contains(sentence, StringComparison.Ordinal));

    private static ImmutableArray<Violation> Check(
        HistoryFact[] facts, HistoryFact[]? removed = null, string[]? acknowledged = null,
        Func<LabHistory, LabHistory>? change = null)
    {
        var history = History(facts, removed ?? [], acknowledged ?? [Sweep]);
        return HistoryChecker.Check(change?.Invoke(history) ?? history, History(Good, [], [Sweep]));
    }

    /// <summary>A second passes with each fact.</summary>
    private static LabHistory History(HistoryFact[] facts, HistoryFact[] removed, string[] acknowledged) => new(
        [.. facts.Select((fact, i) => new HistoryEntry(i * 1000, Change.Added, fact)),
            .. removed.Select((fact, i) => new HistoryEntry((facts.Length + i) * 1000, Change.Removed, fact))],
        [.. acknowledged],
        facts.Except(removed).SelectMany(Files).DistinctBy(f => f.Path).ToImmutableDictionary(
            f => f.Path, f => f.Sha256));

    private static IEnumerable<(string Path, string Sha256)> Files(HistoryFact fact) => fact switch
    {
        CheckpointFact checkpoint => [(checkpoint.Path, checkpoint.Sha256)],
        SampleFact sample => [(sample.Path, "")],
        _ => [],
    };

    /// <summary>The good facts with others before the last one of these.</summary>
    private static HistoryFact[] Before(HistoryFact fact, params HistoryFact[] others)
    {
        var index = Array.LastIndexOf(Good, fact);
        return [.. Good[..index], .. others, .. Good[index..]];
    }

    private static CheckpointFact Snapshot(long token, long nimg) =>
        new(Root, nimg, 0, Path(token, $"{nimg:D9}.safetensors"), $"sha-{nimg}");

    private static CheckpointFact End(long token) => new(Root, 100, 1, Path(token, "final.safetensors"), Sha256);

    private static string Path(long token, string name) => $"{StoreLayout.Lease(Root, token)}/{name}";
}
