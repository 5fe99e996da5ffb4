using System.Collections.Immutable;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Simulation;

/// <summary>
/// The experiments of a simulated sweep that has a stopping rule: the rule's own decisions (<see cref="Promotions"/>),
/// made at each result as in a lab.
/// </summary>
internal sealed class SimulatedRace
{
    private readonly StoppingPolicy policy;
    private readonly int points;

    /// <param name="sweep">Whose experiments they are.</param>
    /// <param name="policy">Its rule.</param>
    /// <param name="runners">Its experiments by number.</param>
    public SimulatedRace(SimulatedSweepState sweep, StoppingPolicy policy, ImmutableArray<SimulatedRunner> runners)
    {
        (Sweep, this.policy, Runners) = (sweep, policy, runners);
        points = policy.PointOf(runners.Length) + 1;
        var brackets = Brackets.Of(policy, points);
        foreach (var runner in runners)
            runner.Rung = brackets[policy.PointOf(runner.Number)];
    }

    public SimulatedSweepState Sweep { get; }

    public ImmutableArray<SimulatedRunner> Runners { get; }

    /// <summary>Experiments that are on their way to a rung or to the end.</summary>
    public int Underway => Runners.Count(r => !r.HasArrived);

    /// <summary>Experiments that have come to the end.</summary>
    public int Finished => Runners.Count(r => r.IsFinished);

    /// <summary>Where the rule decides within a phase.</summary>
    public IEnumerable<long> StopsIn(SimulatedPhase phase) =>
        policy.Rungs.Select(r => r.Nimg).Where(nimg => nimg > phase.Start && nimg < phase.End);

    /// <summary>All experiments head to their first rungs; what was trained before brings some of them there.</summary>
    public void Start()
    {
        foreach (var runner in Runners)
            runner.Want(Goal(runner));
        Arrive(Runners);
    }

    /// <summary>Looks which of some experiments have come to where they head, and lets on who may go on.</summary>
    /// <returns>Phases of those that go on.</returns>
    public IReadOnlyCollection<SimulatedPhase> Arrive(IReadOnlyCollection<SimulatedRunner> some)
    {
        var wanted = new HashSet<SimulatedPhase>();
        if (!TakeArrivals(some))
            return wanted;
        while (Promotions.Of(policy, Points(), areAll: true) is { IsEmpty: false } promoted)
        {
            var indices = promoted.ToHashSet();
            SimulatedRunner[] on = [.. Runners.Where(r => indices.Contains(policy.PointOf(r.Number)))];
            foreach (var runner in on)
            {
                (runner.Rung, runner.HasArrived) = (runner.Rung + 1, false);
                runner.Want(Goal(runner));
                wanted.UnionWith(runner.Path);
            }
            TakeArrivals(on);
        }
        return wanted;
    }

    private bool TakeArrivals(IReadOnlyCollection<SimulatedRunner> some)
    {
        var arrived = false;
        foreach (var runner in some.Where(r => !r.HasArrived && r.HasReached(Goal(r))))
        {
            arrived = runner.HasArrived = true;
            if (policy.At(runner.Rung) is { } rung)
                runner.Values.Add(runner.Rung, runner.Curve.At(rung.Nimg));
            else
                runner.IsFinished = true;
        }
        return arrived;
    }

    private long Goal(SimulatedRunner runner) => policy.At(runner.Rung)?.Nimg ?? runner.Path[^1].End;

    private ImmutableArray<RacingPoint> Points() =>
        [.. Enumerable.Range(0, points).Select(i => Point(i, Runners.AsSpan().Slice(i * policy.Seeds, policy.Seeds)))];

    /// <summary>The seeds of a point are at the same rung, or on their way to it.</summary>
    private RacingPoint Point(int index, ReadOnlySpan<SimulatedRunner> seeds)
    {
        var values = ImmutableArray.CreateBuilder<double>(policy.Rungs.Length);
        for (var rung = 0; rung < policy.Rungs.Length; rung++)
            values.Add(Mean(seeds, rung));
        var own = seeds[0].Rung;
        var state = own == policy.Rungs.Length || !HaveAllArrived(seeds) ? RacingState.Underway
            : double.IsNaN(values[own]) ? RacingState.Gone
            : RacingState.Waiting;
        return new RacingPoint(index, own, state, values.MoveToImmutable());
    }

    private static double Mean(ReadOnlySpan<SimulatedRunner> seeds, int rung)
    {
        var (sum, count) = (0.0, 0);
        foreach (var seed in seeds)
            if (seed.Values.TryGetValue(rung, out var value) && !double.IsNaN(value))
                (sum, count) = (sum + value, count + 1);
        return sum / count;
    }

    private static bool HaveAllArrived(ReadOnlySpan<SimulatedRunner> seeds)
    {
        foreach (var seed in seeds)
            if (!seed.HasArrived)
                return false;
        return true;
    }
}

/// <summary>An experiment of a simulated sweep that has a stopping rule.</summary>
/// <param name="number">Its number, from 1.</param>
/// <param name="path">Its phases.</param>
/// <param name="curve">What it reaches.</param>
internal sealed class SimulatedRunner(int number, ImmutableArray<SimulatedPhase> path, LearningCurve curve)
{
    public int Number => number;

    public ImmutableArray<SimulatedPhase> Path => path;

    public LearningCurve Curve => curve;

    /// <summary>The rung that it heads to or waits at; as many as there are rungs: the end.</summary>
    public int Rung { get; set; }

    public bool HasArrived { get; set; }

    public bool IsFinished { get; set; }

    /// <summary>What it brought to rungs.</summary>
    public Dictionary<int, double> Values { get; } = [];

    /// <summary>It wants its phases to be trained up to there.</summary>
    public void Want(long nimg)
    {
        foreach (var phase in path)
            if (phase.Start < nimg)
                phase.WantUntil(nimg);
    }

    /// <summary>Whether its phases are trained up to there.</summary>
    public bool HasReached(long nimg) => path.All(p => p.Start >= nimg || p.At >= Math.Min(nimg, p.End));
}
