using System.Collections.Immutable;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Growth.Tests.Retention;

/// <summary>
/// A lab without training: sweeps over paths through a small tree of phases, workers that go on from the files that are
/// there, and people who pause, cancel, star, archive and remove. Phase <c>0110</c> goes on from <c>011</c>.
/// </summary>
internal sealed class ModelLab(Random random)
{
    private const int Depth = 4;

    private readonly Dictionary<string, HeldPhase> phases = [];
    private readonly List<Run> runs = [];
    private ImmutableArray<StoredFile> files = [];
    private int written;
    private int sweeps;

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    public StoreHoldings Holdings => new(files, [.. phases.Values], [.. runs.Select(Held)]);

    /// <summary>Something happens.</summary>
    public void Change()
    {
        Now += TimeSpan.FromHours(random.Next(0, 48));
        Action[] changes = [Submit, Train, Train, Train, Train, Cancel, Star, Archive, Remove, Export];
        changes[random.Next(changes.Length)]();
    }

    public void Take(RetentionPlan plan) => files = [.. files.Except(plan.Free.Select(f => f.File))];

    /// <summary>
    /// The checkpoint that the experiment goes on from; empty for the beginning of a run. That it is there is what all
    /// of this is about.
    /// </summary>
    public string StartOf(HeldExperiment experiment, StoreHoldings held)
    {
        var finished = held.Phases.Where(p => p.IsFinished).Select(p => p.Key).ToHashSet();
        foreach (var key in experiment.Path.Reverse())
        {
            var own = held.Files.Where(f => f.Phase == key).ToArray();
            if (finished.Contains(key))
                return own.Single(f => f.Kind == StoredKind.PhaseEnd).Path;
            if (own.Where(f => f.Kind == StoredKind.Snapshot).MaxBy(f => f.Nimg) is { } snapshot)
                return snapshot.Path;
        }
        return "";
    }

    /// <summary>One to three experiments; of what was freed, what they need is to be trained again.</summary>
    private void Submit()
    {
        sweeps++;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var leaf = string.Concat(Enumerable.Range(0, Depth).Select(_ => random.Next(2)));
            ImmutableArray<string> path = [.. Enumerable.Range(1, Depth).Select(length => leaf[..length])];
            foreach (var key in path)
                phases.TryAdd(key, new HeldPhase(key, key.Length == 1 ? null : key[..^1], 100, false, false));
            TakeBack(path);
            runs.Add(new Run($"{sweeps}.{i}", sweeps, path));
        }
    }

    private void TakeBack(ImmutableArray<string> path)
    {
        var isUsed = true;
        foreach (var key in path.Reverse())
        {
            if (isUsed && phases[key].IsFinished && !files.Any(f => f.Phase == key && f.Kind == StoredKind.PhaseEnd))
                phases[key] = phases[key] with { IsFinished = false };
            isUsed = !phases[key].IsFinished;
        }
    }

    /// <summary>An open experiment is trained on by a snapshot or to the end of a phase.</summary>
    private void Train()
    {
        if (Any(runs.Where(r => r.IsOpen)) is not { } run)
            return;
        StartOf(Held(run), Holdings);
        if (phases[run.Path[^1]].IsFinished)
        {
            run.Finish(random.Next(100));
            return;
        }
        var key = run.Path.Reverse().First(k => !phases[k].IsFinished
            && (files.Any(f => f.Phase == k && f.Kind == StoredKind.Snapshot) || k.Length == 1
                || phases[k[..^1]].IsFinished));
        if (random.Next(3) == 0)
        {
            Write(key, StoredKind.Snapshot);
            return;
        }
        Write(key, StoredKind.PhaseEnd);
        Write(key, StoredKind.Sample);
        Write(key, StoredKind.Sample);
        phases[key] = phases[key] with { IsFinished = true };
    }

    private void Write(string phase, StoredKind kind) => files = files.Add(
        new StoredFile($"{phase}/{++written}", kind, phase, written, random.Next(1, 20), Now));

    private void Cancel() => Any(runs.Where(r => r.IsOpen))?.End();

    private void Star()
    {
        if (Any(runs) is { } run)
            run.IsStarred = !run.IsStarred;
    }

    private void Archive()
    {
        if (Any(Ended()) is not { } sweep)
            return;
        foreach (var run in sweep)
            run.IsArchived = !run.IsArchived;
    }

    private void Remove()
    {
        if (random.Next(5) > 0 || Any(Ended()) is not { } sweep)
            return;
        runs.RemoveAll(r => r.Sweep == sweep.Key);
        foreach (var key in phases.Keys.Except(runs.SelectMany(r => r.Path)).ToArray())
        {
            phases.Remove(key);
            files = files.RemoveAll(f => f.Phase == key);
        }
    }

    private void Export()
    {
        if (Any(files.Where(f => f.Kind == StoredKind.PhaseEnd)) is { } end)
            Write(end.Phase!, StoredKind.Generator);
    }

    private IEnumerable<IGrouping<int, Run>> Ended() => runs.GroupBy(r => r.Sweep).Where(s => s.All(r => !r.IsOpen));

    private T? Any<T>(IEnumerable<T> among) where T : class => among.ToArray() is { Length: > 0 } items
        ? items[random.Next(items.Length)]
        : null;

    private HeldExperiment Held(Run run) => new(
        run.Id, run.Path, run.IsOpen, run.Swd is not null, run.IsStarred, run.IsArchived,
        run.Swd is null ? null : 1 + runs.Count(r => r.Sweep == run.Sweep && r.Swd < run.Swd));

    private sealed class Run(string id, int sweep, ImmutableArray<string> path)
    {
        public string Id => id;

        public int Sweep => sweep;

        public ImmutableArray<string> Path => path;

        public bool IsOpen { get; private set; } = true;

        public double? Swd { get; private set; }

        public bool IsStarred { get; set; }

        public bool IsArchived { get; set; }

        public void Finish(double swd)
        {
            IsOpen = false;
            Swd = swd;
        }

        public void End() => IsOpen = false;
    }
}
