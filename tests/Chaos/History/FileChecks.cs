namespace PgGanLab.Chaos.History;

/// <summary>Nothing is deleted from which something goes on, and the store has what is on record.</summary>
internal static class FileChecks
{
    public static IEnumerable<Violation> Check(LabHistory history) => [.. Dropped(history), .. Missing(history)];

    private static IEnumerable<Violation> Dropped(LabHistory history)
    {
        var phases = new Dictionary<string, PhaseFact>();
        var checkpoints = new Dictionary<string, CheckpointFact>();
        var damaged = new HashSet<string>();
        foreach (var (_, change, fact) in history.Entries)
        {
            switch (fact)
            {
                case PhaseFact phase:
                    phases[phase.Key] = phase;
                    break;
                case DamageFact file when change == Change.Removed:
                    damaged.Remove(file.Path);
                    break;
                case DamageFact file:
                    damaged.Add(file.Path);
                    break;
                case CheckpointFact checkpoint when change == Change.Removed:
                    checkpoints.Remove(checkpoint.Path);
                    if (!damaged.Contains(checkpoint.Path) && WhoNeeds(checkpoint) is { } need)
                        yield return new Violation(ViolationKind.DeletedPinnedFile, checkpoint.Path, need);
                    break;
                case CheckpointFact checkpoint:
                    checkpoints[checkpoint.Path] = checkpoint;
                    break;
            }
        }

        string? WhoNeeds(CheckpointFact gone)
        {
            if (gone.IsFinal)
                return phases.Values.FirstOrDefault(p => p.Parent == gone.Phase && !p.IsFinished) is { } next
                    ? $"phase {next.Key}, which is not finished, begins with it"
                    : null;
            return !phases[gone.Phase].IsFinished && !checkpoints.Values.Any(c =>
                c.Phase == gone.Phase && c.Nimg >= gone.Nimg && !damaged.Contains(c.Path))
                ? "its phase, which is not finished, has no other snapshot that is as far"
                : null;
        }
    }

    private static IEnumerable<Violation> Missing(LabHistory history)
    {
        var damaged = history.AtTheEnd((DamageFact d) => d.Path);
        foreach (var checkpoint in history.AtTheEnd((CheckpointFact c) => c.Path).Values
            .Where(c => !damaged.ContainsKey(c.Path) && !history.DamagedOnPurpose.Contains(c.Path)))
        {
            if (history.Files.GetValueOrDefault(checkpoint.Path) is not { } sha256)
                yield return new Violation(
                    ViolationKind.DeletedPinnedFile, checkpoint.Path, "it is on record and not in the store");
            else if (sha256 != checkpoint.Sha256)
                yield return new Violation(ViolationKind.OtherResult, checkpoint.Path,
                    $"its SHA-256 is {sha256}, on record it is {checkpoint.Sha256}");
        }
        foreach (var sample in history.AtTheEnd((SampleFact s) => (s.Phase, s.Nimg)).Values
            .Where(s => !history.Files.ContainsKey(s.Path)))
            yield return new Violation(
                ViolationKind.DeletedPinnedFile, sample.Path, "it is on record and not in the store");
    }
}
