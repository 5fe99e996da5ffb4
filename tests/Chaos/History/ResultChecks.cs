using System.Collections.Immutable;

namespace PgGanLab.Chaos.History;

/// <summary>The same keys come to the same bytes and measurements as in a lab that nothing disturbed.</summary>
internal static class ResultChecks
{
    public static IEnumerable<Violation> Check(LabHistory history, LabHistory undisturbed) =>
        [.. Finals(history, undisturbed), .. Measurements(history, undisturbed)];

    private static IEnumerable<Violation> Finals(LabHistory history, LabHistory undisturbed)
    {
        var expected = Ends(undisturbed).DistinctBy(c => c.Phase).ToDictionary(c => c.Phase, c => c.Sha256);
        foreach (var end in Ends(history))
        {
            if (!expected.TryGetValue(end.Phase, out var sha256))
                yield return new Violation(ViolationKind.OtherResult, end.Phase, "it is not trained without faults");
            else if (end.Sha256 != sha256)
                yield return new Violation(
                    ViolationKind.OtherResult, end.Phase, $"it ended with {end.Sha256}, without faults with {sha256}");
        }
        foreach (var phase in expected.Keys.Except(Ends(history).Select(c => c.Phase)).Order(StringComparer.Ordinal))
            yield return new Violation(ViolationKind.OtherResult, phase, "it has no end, and has one without faults");
    }

    /// <summary>All that there ever were: some may be freed by now.</summary>
    private static IEnumerable<CheckpointFact> Ends(LabHistory history) =>
        history.Of<CheckpointFact>().Where(c => c.Change == Change.Added && c.Fact.IsFinal).Select(c => c.Fact);

    private static IEnumerable<Violation> Measurements(LabHistory history, LabHistory undisturbed)
    {
        var (seen, expected) = (Measured(history), Measured(undisturbed));
        foreach (var (place, swd) in expected.OrderBy(m => m.Key.Nimg))
        {
            if (seen.GetValueOrDefault(place)?.Swd is var other && other != swd.Swd)
                yield return new Violation(ViolationKind.OtherResult, place.Phase,
                    $"its SWD at nimg {place.Nimg} is {other ?? "missing"}, without faults {swd.Swd}");
        }
        foreach (var place in seen.Keys.Except(expected.Keys))
            yield return new Violation(
                ViolationKind.OtherResult, place.Phase,
                $"it was measured at nimg {place.Nimg}, and is not without faults");
    }

    private static ImmutableDictionary<(string Phase, long Nimg, long Images), SwdFact> Measured(LabHistory history) =>
        history.AtTheEnd((SwdFact s) => (s.Phase, s.Nimg, s.Images));
}
