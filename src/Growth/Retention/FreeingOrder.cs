using System.Collections.Immutable;

namespace PgGanLab.Growth.Retention;

/// <summary>In which order files are freed.</summary>
internal sealed class FreeingOrder
{
    /// <summary>Experiments of a sweep whose checkpoints go last.</summary>
    public const int Best = 3;

    /// <summary>An exported generator is left to whoever downloads it now.</summary>
    private static readonly TimeSpan Download = TimeSpan.FromHours(1);

    private readonly StoreHoldings held;
    private readonly DateTimeOffset now;
    private readonly Dictionary<string, HeldPhase> phases;
    private readonly ILookup<string, HeldExperiment> through;
    private readonly ILookup<string, HeldExperiment> ending;
    private readonly HashSet<string> ended;
    private readonly HashSet<string> tooMany;

    private FreeingOrder(StoreHoldings held, DateTimeOffset now)
    {
        this.held = held;
        this.now = now;
        phases = held.Phases.ToDictionary(p => p.Key);
        through = held.Experiments.SelectMany(e => e.Path.Select(key => (key, e))).ToLookup(s => s.key, s => s.e);
        ending = held.Experiments.ToLookup(e => e.Path[^1]);
        ended = [.. held.Files.Where(f => f.Kind == StoredKind.PhaseEnd).Select(f => f.Phase!)];
        tooMany = [.. held.Files.Where(f => f.Kind == StoredKind.Sample).GroupBy(f => f.Phase)
            .SelectMany(own => SampleThinning.TooMany(own, now)).Select(f => f.Path)];
    }

    /// <summary>All that may be freed, the least valuable first.</summary>
    public static ImmutableArray<FreedFile> Of(StoreHoldings held, DateTimeOffset now)
    {
        var needed = NeededFiles.Of(held);
        var order = new FreeingOrder(held, now);
        return
        [
            .. held.Files.Where(f => !needed.Contains(f.Path) && f.Phase is { } key && order.phases.ContainsKey(key))
                .Select(f => (File: f, Reason: order.Reason(f))).Where(f => f.Reason is not null)
                .Select(f => new FreedFile(f.File, f.Reason!.Value))
                .OrderBy(f => f.Reason).ThenByDescending(f => order.Rank(f.File)).ThenBy(f => order.Cost(f.File))
                .ThenBy(f => f.File.At).ThenBy(f => f.File.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Null where it stays.</summary>
    private FreeReason? Reason(StoredFile file) => file.Kind switch
    {
        StoredKind.Generator => now - file.At > Download && ended.Contains(file.Phase!) ? FreeReason.Exported : null,
        StoredKind.Snapshot => phases[file.Phase!].IsFinished && ended.Contains(file.Phase!) ? FreeReason.Superseded
            : IsArchived(file.Phase!) ? FreeReason.Archived
            : FreeReason.Abandoned,
        StoredKind.Sample => tooMany.Contains(file.Path) ? FreeReason.Thinned : FreeReason.YoungSample,
        StoredKind.PhaseEnd => IsArchived(file.Phase!) ? FreeReason.Archived
            : ending[file.Phase!].Where(e => !e.IsArchived).Select(Value).DefaultIfEmpty(FreeReason.Passed).Max(),
        _ => null,
    };

    private static FreeReason Value(HeldExperiment experiment) =>
        !experiment.IsFinished ? FreeReason.Resultless
        : experiment.Rank <= Best ? FreeReason.RunnerUp
        : FreeReason.Outranked;

    private bool IsArchived(string phase) => through[phase].All(e => e.IsArchived);

    /// <summary>Of checkpoints with which experiments end: the worst first.</summary>
    private int Rank(StoredFile file) => file.Kind == StoredKind.PhaseEnd
        ? ending[file.Phase!].Select(e => e.Rank ?? int.MaxValue).DefaultIfEmpty(0).Min()
        : 0;

    /// <summary>Images that a byte of it takes to make again.</summary>
    private double Cost(StoredFile file) => file.Kind == StoredKind.PhaseEnd
        ? phases[file.Phase!].Images / (double)Math.Max(1, file.Bytes)
        : 0;
}
