namespace PgGanLab.Chaos.History;

/// <summary>Every image counts once, and every report of a phase that was trained is there.</summary>
internal static class TrainingChecks
{
    public static IEnumerable<Violation> Check(LabHistory history, LabHistory undisturbed) =>
        [.. Fallen(history), .. Counted(history, undisturbed), .. Ticks(history, undisturbed), .. Strays(history)];

    /// <summary>What is stored stays counted, unless a phase was trained again since its end had been freed.</summary>
    private static IEnumerable<Violation> Fallen(LabHistory history)
    {
        var phases = new Dictionary<string, PhaseFact>();
        var again = TrainedAgain(history);
        foreach (var (_, phase) in history.Of<PhaseFact>().Where(p => !again.Contains(p.Fact.Key)))
        {
            if (phases.GetValueOrDefault(phase.Key)?.Stored is { } stored && phase.Stored < stored)
                yield return new Violation(ViolationKind.LostKimg, phase.Key,
                    $"images up to {stored} counted, then only up to {phase.Stored}");
            phases[phase.Key] = phase;
        }
    }

    /// <summary>Each finished phase counts for the sweeps together what it counts without faults.</summary>
    private static IEnumerable<Violation> Counted(LabHistory history, LabHistory undisturbed)
    {
        var expected = Counted(undisturbed);
        var again = TrainedAgain(history);
        foreach (var (key, images) in Counted(history).Where(c => !again.Contains(c.Key)))
        {
            if (!expected.TryGetValue(key, out var usual) || usual == images)
                continue;
            yield return new Violation(
                images < usual ? ViolationKind.LostKimg : ViolationKind.DoubledKimg, key,
                $"{images} images count, and {usual} do without faults");
        }
    }

    private static HashSet<string> TrainedAgain(LabHistory history) =>
        [.. history.Of<EventFact>().Where(e => e.Fact.Kind == "phase-needed-again").Select(e => e.Fact.Subject)];

    private static Dictionary<string, long> Counted(LabHistory history)
    {
        var shares = history.AtTheEnd((ShareFact s) => (s.SweepId, s.Phase)).Values.ToLookup(s => s.Phase);
        return Finished(history).ToDictionary(phase => phase.Key, phase => shares[phase.Key]
            .Where(s => s.TrainsFrom is not null)
            .Sum(s => Math.Min(s.TrainsTo ?? phase.Stored, phase.End) - s.TrainsFrom!.Value));
    }

    private static IEnumerable<Violation> Ticks(LabHistory history, LabHistory undisturbed)
    {
        var expected = Ticks(undisturbed);
        var seen = Ticks(history);
        foreach (var phase in Finished(history).Where(p => expected.Contains(p.Key)))
        {
            foreach (var nimg in expected[phase.Key].Except(seen[phase.Key]).Order())
                yield return new Violation(ViolationKind.LostKimg, phase.Key, $"its tick at nimg {nimg} is missing");
            foreach (var nimg in seen[phase.Key].Except(expected[phase.Key]).Order())
                yield return new Violation(ViolationKind.DoubledKimg, phase.Key,
                    $"it has a tick at nimg {nimg}, which there is not without faults");
        }
    }

    private static ILookup<string, long> Ticks(LabHistory history) =>
        history.AtTheEnd((TickFact t) => (t.Phase, t.Nimg)).Keys.ToLookup(t => t.Phase, t => t.Nimg);

    /// <summary>Reports of phases that are not on record then, or of images that they never showed.</summary>
    private static IEnumerable<Violation> Strays(LabHistory history)
    {
        var known = new HashSet<string>();
        foreach (var (change, fact) in history.Entries.Select(e => (e.Change, e.Fact)))
        {
            if (fact is PhaseFact phase)
                known.Add(phase.Key);
            else if (change != Change.Removed && Report(fact) is var (key, nimg) && !known.Contains(key))
                yield return new Violation(ViolationKind.MetricWithoutPhase, key,
                    $"a report on nimg {nimg} came before the phase was planned");
        }
        var end = history.AtTheEnd((PhaseFact p) => p.Key);
        var reports = history.AtTheEnd((SwdFact s) => (s.Phase, s.Nimg, s.Images)).Values.Cast<HistoryFact>()
            .Concat(history.AtTheEnd((TickFact t) => (t.Phase, t.Nimg)).Values)
            .Concat(history.AtTheEnd((SampleFact s) => (s.Phase, s.Nimg)).Values);
        foreach (var (key, nimg) in reports.Select(r => Report(r)!.Value))
        {
            if (end.GetValueOrDefault(key) is not { } phase)
                yield return new Violation(
                    ViolationKind.MetricWithoutPhase, key, $"its report on nimg {nimg} is left without it");
            else if (nimg < phase.Start || nimg > phase.Nimg)
                yield return new Violation(ViolationKind.MetricWithoutPhase, key,
                    $"it was trained from {phase.Start} to {phase.Nimg}, and has a report on nimg {nimg}");
        }
    }

    private static (string Phase, long Nimg)? Report(HistoryFact fact) => fact switch
    {
        TickFact tick => (tick.Phase, tick.Nimg),
        SwdFact swd => (swd.Phase, swd.Nimg),
        SampleFact sample => (sample.Phase, sample.Nimg),
        _ => null,
    };

    private static IEnumerable<PhaseFact> Finished(LabHistory history) =>
        history.AtTheEnd((PhaseFact p) => p.Key).Values.Where(p => p.IsFinished);
}
