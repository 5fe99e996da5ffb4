namespace PgGanLab.Chaos.History;

/// <summary>A phase is trained to its end once, unless its end was damaged or freed since.</summary>
internal static class CompletionChecks
{
    public static IEnumerable<Violation> Check(LabHistory history)
    {
        var isComplete = new HashSet<string>();
        foreach (var (_, fact) in history.Of<EventFact>())
        {
            switch (fact.Kind)
            {
                case "phase-finished" when !isComplete.Add(fact.Subject):
                    yield return new Violation(ViolationKind.CompletedTwice, fact.Subject,
                        $"it was finished again, and nothing had happened to its end: {fact.Text}");
                    break;
                case "checkpoint-damaged" or "phase-needed-again":
                    isComplete.Remove(fact.Subject);
                    break;
            }
        }
    }
}
