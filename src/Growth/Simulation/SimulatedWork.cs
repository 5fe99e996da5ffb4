using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

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

    /// <summary>Phases that are wanted and not trained.</summary>
    public int Open { get; private set; }

    public long ImagesTrained { get; private set; }

    /// <summary>The least sure of the paces that were used.</summary>
    public PaceSource Source { get; private set; }

    public void Note(PaceSource source) => Source = source > Source ? source : Source;

    /// <summary>Adds a sweep's phases, and its claim on those that are there.</summary>
    /// <returns>Its phases, of which some may wait at another place than before.</returns>
    public IReadOnlyList<SimulatedPhase> Submit(int number, double now)
    {
        var (sweep, nodes) = (Sweeps[number], sweeps[number].Plan.Tree.Nodes);
        (sweep.Submitted, sweep.Place) = (now, Sweeps.Max(s => s.Place) + 1);
        var own = nodes.Select(node => Add(node, sweep)).ToArray();
        foreach (var phase in own.Reverse())
            phase.PathSeconds = phase.Seconds + phase.Children.Select(c => c.PathSeconds).DefaultIfEmpty(0).Max();
        foreach (var experiment in sweeps[number].Plan.Experiments)
        {
            if (phases[experiment.Phases[^1].Key.Value] is { IsDone: false } final)
            {
                final.EndsFor.Add(sweep);
                sweep.Open++;
            }
            if (sweeps[number].Curves is { } curves)
                Measure(number, experiment, [.. curves(experiment)]);
        }
        return own;
    }

    /// <summary>A phase is trained.</summary>
    /// <returns>Sweeps of which an experiment has ended.</returns>
    public IEnumerable<SimulatedSweepState> Complete(SimulatedPhase phase)
    {
        Open--;
        ImagesTrained += phase.Images;
        phase.Owner.ImagesTrained += phase.Images;
        foreach (var sweep in phase.Sweeps)
            sweep.DeviceSeconds += phase.TrainingSeconds;
        foreach (var sweep in phase.EndsFor)
            sweep.Open--;
        return phase.EndsFor.Distinct();
    }

    /// <summary>What recorded curves say of a phase that was trained, at the times when it would have been measured.
    /// </summary>
    public IEnumerable<BestSwd> Measured(SimulatedPhase phase) => phase.Measurements.Select(m => new BestSwd(
        phase.StartedAt + phase.TrainingSeconds * (m.Nimg - phase.Start) / phase.Images, m.Swd, sweeps[m.Sweep].Name,
        m.Experiment));

    private SimulatedPhase Add(GrowthTreeNode node, SimulatedSweepState sweep)
    {
        var key = node.Phase.Key.Value;
        if (!phases.TryGetValue(key, out var phase))
        {
            var parent = node.Phase.Parent is { } p ? phases[p.Value] : null;
            var (load, need) = shapes.Of(node.Phase.Recipe);
            var mean = pace(load);
            phases.Add(key, phase = new SimulatedPhase(node.Phase, parent, sweep, load, need)
            {
                Seconds = node.Phase.Recipe.Images * mean.SecondsPerImage,
                IsDone = finished.Contains(key),
            });
            parent?.Children.Add(phase);
            if (!phase.IsDone)
                Open++;
        }
        if (!phase.IsDone)
        {
            phase.Experiments += node.Experiments.Length;
            phase.Sweeps.Add(sweep);
        }
        return phase;
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

/// <summary>A phase of a simulated lab.</summary>
internal sealed class SimulatedPhase(
    PlannedPhase phase, SimulatedPhase? parent, SimulatedSweepState owner, TrainingLoad load, DeviceNeed need)
{
    public TrainingLoad Load => load;

    /// <summary>The sweep that asked for it first.</summary>
    public SimulatedSweepState Owner => owner;

    public List<SimulatedPhase> Children { get; } = [];

    /// <summary>Sweeps that want it.</summary>
    public List<SimulatedSweepState> Sweeps { get; } = [];

    /// <summary>Sweeps of experiments that end with it, once for each.</summary>
    public List<SimulatedSweepState> EndsFor { get; } = [];

    /// <summary>What recorded curves say of experiments that go through it.</summary>
    public List<(long Nimg, double Swd, int Sweep, int Experiment)> Measurements { get; } = [];

    /// <summary>Experiments that wait for it.</summary>
    public int Experiments { get; set; }

    public long Start => phase.Recipe.Start;

    public long Images => phase.Recipe.Images;

    /// <summary>As expected on average over the devices.</summary>
    public required double Seconds { get; init; }

    public double PathSeconds { get; set; }

    public double ReadyAt { get; set; }

    /// <summary>As it was put into the queue last.</summary>
    public ReadyPhase? Waiting { get; set; }

    /// <summary>Who trains or trained it.</summary>
    public SimulatedDevice? Device { get; set; }

    public double StartedAt { get; set; }

    public double TrainingSeconds { get; set; }

    public bool IsDone { get; set; }

    public bool IsStarted => IsDone || Device is not null;

    public bool CanStart => parent is null || parent.IsDone;

    public ReadyPhase ToReady() => new(phase.Key.Value, Claim.Of(Sweeps.Select(s => s.Place)), Seconds, PathSeconds,
        Experiments, parent?.Device?.Worker.Name)
    {
        Need = need,
    };
}

/// <summary>How a sweep of a simulated lab stands.</summary>
internal sealed class SimulatedSweepState(int number)
{
    /// <summary>Its place among those that the lab is given.</summary>
    public int Number => number;

    /// <summary>Its place among those that were submitted; -1 before.</summary>
    public int Place { get; set; } = -1;

    public double Submitted { get; set; }

    public double? Ended { get; set; }

    /// <summary>Experiments that have not ended.</summary>
    public int Open { get; set; }

    public long ImagesTrained { get; set; }

    public double DeviceSeconds { get; set; }

    public SimulatedSweepResult ToResult(SimulatedSweep sweep) => new(
        sweep.Name, Submitted, Ended, sweep.Plan.Experiments.Length, sweep.Plan.Tree.ImagesRequested / 1000.0,
        ImagesTrained / 1000.0, DeviceSeconds);
}
