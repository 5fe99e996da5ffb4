using System.Collections.Immutable;

namespace PgGanLab.Growth.Retention;

/// <summary>Files that are never freed, however full the disk is.</summary>
public static class NeededFiles
{
    /// <summary>
    /// What an open experiment goes on from, with what it falls back to where that is damaged: the checkpoints of its
    /// unfinished phases, and those of the last finished one whose end is there. What a member of a population may still
    /// be a copy of. Everything of a starred experiment. What a worker
    /// reads now. The best generator of every sweep. The last sample grid of every phase.
    /// </summary>
    /// <returns>Their paths.</returns>
    public static ImmutableHashSet<string> Of(StoreHoldings held)
    {
        var files = held.Files.Where(f => f.Phase is not null).ToLookup(f => f.Phase!);
        var phases = held.Phases.ToDictionary(p => p.Key);
        return
        [
            .. held.Experiments.Where(e => e.IsOpen).SelectMany(e => GoesOnFrom(e, phases, files)),
            .. held.MayBeCopied.SelectMany(key => Ends(files[key])),
            .. held.Experiments.Where(e => e.IsStarred).SelectMany(e => e.Path).SelectMany(key => files[key])
                .Where(f => f.Kind != StoredKind.Generator).Select(f => f.Path),
            .. held.Phases.Where(p => p.IsLeased).SelectMany(p => Read(p, files)),
            .. held.Experiments.Where(e => e.Rank == 1).SelectMany(e => Ends(files[e.Path[^1]])),
            .. files.Select(own => own.Where(f => f.Kind == StoredKind.Sample).MaxBy(f => f.Nimg)?.Path)
                .OfType<string>(),
        ];
    }

    private static IEnumerable<string> GoesOnFrom(
        HeldExperiment experiment, Dictionary<string, HeldPhase> phases, ILookup<string, StoredFile> files)
    {
        foreach (var key in experiment.Path.Reverse())
        {
            foreach (var sample in files[key].Where(f => f.Kind == StoredKind.Sample))
                yield return sample.Path;
            foreach (var checkpoint in Checkpoints(files[key]))
                yield return checkpoint;
            if (phases[key].IsFinished && Ends(files[key]).Any())
                yield break;
        }
    }

    /// <summary>What a worker goes on from and falls back to.</summary>
    private static IEnumerable<string> Read(HeldPhase phase, ILookup<string, StoredFile> files) =>
        Checkpoints(files[phase.Key]).Concat(phase.Parent is { } parent ? Ends(files[parent]) : []);

    private static IEnumerable<string> Checkpoints(IEnumerable<StoredFile> files) =>
        files.Where(f => f.Kind is StoredKind.Snapshot or StoredKind.PhaseEnd).Select(f => f.Path);

    private static IEnumerable<string> Ends(IEnumerable<StoredFile> files) =>
        files.Where(f => f.Kind == StoredKind.PhaseEnd).Select(f => f.Path);
}
