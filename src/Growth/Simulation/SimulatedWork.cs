using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Simulation;

/// <summary>The merged phases of all sweeps that a simulated lab was given, and how they stand.</summary>
/// <param name="sweeps">All that it will be given.</param>
/// <param name="pace">The pace of a load on average over the devices.</param>
/// <param name="finished">Keys of phases that are trained before the first sweep is submitted.</param>
internal sealed class SimulatedWork(
    IReadOnlyList<SimulatedSweep> sweeps, Func<TrainingLoad, Pace> pace, IReadOnlySet<string> finished)
{
    private readonly Dictionary<string, SimulatedPhase> phases = new(StringComparer.Ordinal);
    private readonly RecipeShapes shapes = new();

    public SimulatedPhase this[string key] => phases[key];

    /// <summary>In the order in which they are given; their shares follow the order in which they are submitted.</summary>
    public SimulatedSweepState[] Sweeps { get; } = [.. sweeps.Select((_, i) => new SimulatedSweepState(i))];

    public IEnumerable<SimulatedSweepState> Running => Sweeps.Where(s => s.Place >= 0 && s.Ended is null);

    /// <summary>Phases that somebody wants to be trained further.</summary>
    public int Open => phases.Values.Count(p => p.IsWanted);

    /// <summary>Phases of which something was trained.</summary>
    public int Begun => phases.Values.Count(p => p.ImagesTrained > 0);

    public long ImagesTrained { get; private set; }

    /// <summary>The least sure of the paces that were used.</summary>
    public PaceSource Source { get; private set; }

    public void Note(PaceSource source) => Source = source > Source ? source : Source;

    /// <summary>Adds a sweep's phases, and its claim on those that are there.</summary>
    /// <returns>Its phases, of which some may wait at another place than before.</returns>
    public IReadOnlyList<SimulatedPhase> Submit(int number, double now)
    {
        var (sweep, plan) = (Sweeps[number], sweeps[number].Plan);
        (sweep.Submitted, sweep.Place) = (now, Sweeps.Max(s => s.Place) + 1);
        var own = plan.Tree.Nodes.Select(node => Add(node, sweep)).ToArray();
        if (plan.Stopping is { Population: null } policy)                       // all of a population train to their end
            Race(number, policy);
        else
            foreach (var phase in own)
                phase.WantUntil(phase.End);
        foreach (var phase in own.Reverse())
            phase.FindPath();
        foreach (var experiment in plan.Experiments)
        {
            if (sweep.Race is null && phases[experiment.Phases[^1].Key.Value] is { IsDone: false } final)
            {
                final.EndsFor.Add(sweep);
                sweep.Open++;
            }
            if (sweeps[number].Curves is { } curves)
                Measure(number, experiment, [.. curves(experiment)]);
        }
        return own;
    }

    /// <summary>A device has trained a phase up to where somebody decides, or wants no more.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="until">Real images since the run's beginning.</param>
    /// <returns>Sweeps of which an experiment has ended or waits at a rung, and phases that are wanted further.</returns>
    public (IEnumerable<SimulatedSweepState> Sweeps, IReadOnlyCollection<SimulatedPhase> Wanted) Advance(
        SimulatedPhase phase, long until)
    {
        var images = until - phase.At;
        (phase.At, phase.ImagesTrained) = (until, phase.ImagesTrained + images);
        ImagesTrained += images;
        (phase.Sweeps.Find(s => s.Ended is null) ?? phase.Sweeps[0]).ImagesTrained += images;
        foreach (var sweep in phase.Sweeps)
            sweep.DeviceSeconds += phase.TrainingSeconds;
        var wanted = phase.Races.SelectMany(r => r.Race.Arrive(r.Experiments)).Distinct().ToArray();
        foreach (var next in wanted.OrderByDescending(p => p.Start))
            next.FindPath();
        if (!phase.IsDone)
            return (phase.Races.Select(r => r.Race.Sweep).Distinct(), wanted);
        foreach (var sweep in phase.EndsFor)
            sweep.Open--;
        return (phase.EndsFor.Concat(phase.Races.Select(r => r.Race.Sweep)).Distinct(), wanted);
    }

    /// <summary>What recorded curves say of a part of a phase that was trained, at the times when it would have been
    /// measured.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="from">Where the part begins, in real images; the phase is at its end.</param>
    public IEnumerable<BestSwd> Measured(SimulatedPhase phase, long from) => phase.Measurements
        .Where(m => m.Nimg > from && m.Nimg <= phase.At)
        .Select(m => new BestSwd(
            phase.StartedAt + phase.TrainingSeconds * (m.Nimg - from) / (phase.At - from), m.Swd, sweeps[m.Sweep].Name,
            m.Experiment));

    private SimulatedPhase Add(GrowthTreeNode node, SimulatedSweepState sweep)
    {
        var key = node.Phase.Key.Value;
        if (!phases.TryGetValue(key, out var phase))
        {
            var parent = node.Phase.Parent is { } p ? phases[p.Value] : null;
            var (load, need) = shapes.Of(node.Phase.Recipe);
            phases.Add(key, phase = new SimulatedPhase(node.Phase, parent, load, need)
            {
                SecondsPerImage = pace(load).SecondsPerImage,
            });
            if (finished.Contains(key))
                phase.At = phase.End;
            parent?.Children.Add(phase);
        }
        if (!phase.IsDone)
        {
            phase.Experiments += node.Experiments.Length;
            phase.Sweeps.Add(sweep);
        }
        return phase;
    }

    /// <summary>Lets a sweep's stopping rule decide how far its experiments want to be trained.</summary>
    private void Race(int number, Stopping.StoppingPolicy policy)
    {
        var (sweep, experiments) = (Sweeps[number], sweeps[number].Plan.Experiments);
        var curves = sweeps[number].Curves ?? SyntheticCurves.Of(seed: 0);
        var race = new SimulatedRace(sweep, policy, [.. experiments.Select(e => new SimulatedRunner(
            e.Number, [.. e.Phases.Select(p => phases[p.Key.Value])], LearningCurve.Of(curves(e))))]);
        sweep.Race = race;
        foreach (var through in race.Runners.SelectMany(r => r.Path.Select(phase => (phase, r))).ToLookup(t => t.phase))
            through.Key.Races.Add((race, [.. through.Select(t => t.r)]));
        race.Start();
    }

    private void Measure(int sweep, PlannedExperiment experiment, (long Nimg, double Swd)[] curve)
    {
        var last = experiment.Phases[^1].Recipe.Resolution;
        foreach (var step in experiment.Phases.Where(p => p.Recipe.Resolution == last))
            phases[step.Key.Value].Measurements.AddRange(curve
                .Where(m => m.Nimg > step.Recipe.Start && m.Nimg <= step.Recipe.End)
                .Select(m => (m.Nimg, m.Swd, sweep, experiment.Number)));
    }
}

/// <summary>How a sweep of a simulated lab stands.</summary>
internal sealed class SimulatedSweepState(int number)
{
    private int open;

    /// <summary>Its place among those that the lab is given.</summary>
    public int Number => number;

    /// <summary>Its place among those that were submitted; -1 before.</summary>
    public int Place { get; set; } = -1;

    public double Submitted { get; set; }

    public double? Ended { get; set; }

    /// <summary>Its stopping rule's decisions; null where it has no rule.</summary>
    public SimulatedRace? Race { get; set; }

    /// <summary>Experiments that have not ended, and do not wait at a rung.</summary>
    public int Open
    {
        get => Race?.Underway ?? open;
        set => open = value;
    }

    public long ImagesTrained { get; set; }

    public double DeviceSeconds { get; set; }

    public SimulatedSweepResult ToResult(SimulatedSweep sweep) => new(
        sweep.Name, Submitted, Ended, sweep.Plan.Experiments.Length, sweep.Plan.Tree.ImagesRequested / 1000.0,
        ImagesTrained / 1000.0, DeviceSeconds)
    {
        Finished = Race?.Finished ?? sweep.Plan.Experiments.Length - Open,
        Winner = sweep.Curves is null ? null : Winner(sweep),
    };

    /// <summary>Of the experiments that have ended, the one with the least SWD there.</summary>
    private int? Winner(SimulatedSweep sweep) => sweep.Plan.Experiments
        .Where(e => Race?.Runners[e.Number - 1].IsFinished ?? Ended is not null)
        .Select(e => (e.Number, Swd: LearningCurve.Of(sweep.Curves!(e)).At(e.Phases[^1].Recipe.End)))
        .Where(e => double.IsFinite(e.Swd)).OrderBy(e => e.Swd).ThenBy(e => e.Number)
        .Select(e => (int?)e.Number).FirstOrDefault();
}
