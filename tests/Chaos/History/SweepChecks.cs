namespace PgGanLab.Chaos.History;

/// <summary>An accepted sweep comes to its end, by the decisions that it has without faults, each made once.</summary>
internal static class SweepChecks
{
    public static IEnumerable<Violation> Check(LabHistory history, LabHistory undisturbed) =>
        [.. Lost(history), .. Changed(history), .. Otherwise(history, undisturbed)];

    private static IEnumerable<Violation> Lost(LabHistory history)
    {
        var sweeps = history.AtTheEnd((SweepFact s) => s.Id);
        foreach (var id in history.Acknowledged)
        {
            if (sweeps.GetValueOrDefault(id) is not { } sweep)
                yield return new Violation(ViolationKind.LostSweep, id, "it was accepted and is not on record");
            else if (sweep.Status != "Finished")
                yield return new Violation(ViolationKind.LostSweep, id, $"it was accepted and is {sweep.Status}");
        }
    }

    private static IEnumerable<Violation> Changed(LabHistory history)
    {
        var made = new Dictionary<(string, string), DecisionFact>();
        foreach (var (change, decision) in history.Of<DecisionFact>())
        {
            var place = (decision.SweepId, decision.Key);
            if (change == Change.Removed)
                yield return new Violation(ViolationKind.ChangedDecision, decision.SweepId,
                    $"{decision.Key} was taken back: {decision.Content}");
            else if (made.GetValueOrDefault(place) is { } before && before != decision)
                yield return new Violation(ViolationKind.ChangedDecision, decision.SweepId,
                    $"{decision.Key} was {before.Content} of decision {before.Number} and became {decision.Content} of "
                    + $"decision {decision.Number}");
            made[place] = decision;
        }
    }

    private static IEnumerable<Violation> Otherwise(LabHistory history, LabHistory undisturbed)
    {
        var (seen, expected) = (Decisions(history), Decisions(undisturbed));
        foreach (var decision in expected.Except(seen))
            yield return new Violation(ViolationKind.ChangedDecision, decision.Sweep,
                $"it is decided otherwise without faults: {decision.Made}");
        foreach (var decision in seen.Except(expected))
            yield return new Violation(
                ViolationKind.ChangedDecision, decision.Sweep, $"it is not decided so without faults: {decision.Made}");
    }

    /// <summary>By the sweeps' names, which are the same in both labs.</summary>
    private static HashSet<(string Sweep, string Made)> Decisions(LabHistory history)
    {
        var names = history.AtTheEnd((SweepFact s) => s.Id);
        return [.. history.AtTheEnd((DecisionFact d) => (d.SweepId, d.Key)).Values.Select(d =>
            (names.GetValueOrDefault(d.SweepId)?.Name ?? d.SweepId, $"{d.Key}: {d.Content}"))];
    }
}
