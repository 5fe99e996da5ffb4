using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Simulation;

/// <summary>A phase of a simulated lab. Places in it count real images since the run's beginning.</summary>
internal sealed class SimulatedPhase(
    PlannedPhase phase, SimulatedPhase? parent, TrainingLoad load, DeviceNeed need)
{
    private long until = phase.Recipe.Start;

    public TrainingLoad Load => load;

    public List<SimulatedPhase> Children { get; } = [];

    /// <summary>Sweeps that have it; the first that has not ended counts what is trained.</summary>
    public List<SimulatedSweepState> Sweeps { get; } = [];

    /// <summary>Sweeps without stopping rule of experiments that end with it, once for each.</summary>
    public List<SimulatedSweepState> EndsFor { get; } = [];

    /// <summary>The experiments of sweeps with stopping rules that go through it.</summary>
    public List<(SimulatedRace Race, SimulatedRunner[] Experiments)> Races { get; } = [];

    /// <summary>What recorded curves say of experiments that go through it.</summary>
    public List<(long Nimg, double Swd, int Sweep, int Experiment)> Measurements { get; } = [];

    /// <summary>Experiments that wait for it.</summary>
    public int Experiments { get; set; }

    public long Start => phase.Recipe.Start;

    public long End => phase.Recipe.End;

    /// <summary>As expected on average over the devices.</summary>
    public required double SecondsPerImage { get; init; }

    /// <summary>How far it is trained.</summary>
    public long At { get; set; } = phase.Recipe.Start;

    /// <summary>Images that were trained in this simulation.</summary>
    public long ImagesTrained { get; set; }

    /// <summary>Seconds from where it is to the end of the longest branch that somebody wants.</summary>
    public double PathSeconds { get; private set; }

    public double ReadyAt { get; set; }

    /// <summary>As it was put into the queue last.</summary>
    public ReadyPhase? Waiting { get; set; }

    /// <summary>Who trains or trained it last.</summary>
    public SimulatedDevice? Device { get; set; }

    public bool IsTraining { get; set; }

    public double StartedAt { get; set; }

    /// <summary>Of the part that is trained now or was last.</summary>
    public double TrainingSeconds { get; set; }

    /// <summary>Seconds of that part for which its sweeps were charged when it was given to a device.</summary>
    public double ChargedSeconds { get; set; }

    public bool IsDone => At >= End;

    public bool IsWanted => until > At;

    /// <summary>Whether a device could train it now.</summary>
    public bool CanStart => !IsTraining && IsWanted && (parent is null || parent.IsDone);

    /// <summary>Somebody wants it to be trained up to there.</summary>
    public void WantUntil(long nimg) => until = Math.Max(until, Math.Min(nimg, End));

    /// <summary>The next place at which a stopping rule decides, or at which nobody wants more.</summary>
    public long NextStop() => Races.SelectMany(r => r.Race.StopsIn(this)).Where(stop => stop > At).Append(until).Min();

    /// <summary>Finds the longest branch from here; those of its children are known.</summary>
    public void FindPath() => PathSeconds = (until - At) * SecondsPerImage
        + Children.Where(c => c.IsWanted).Select(c => c.PathSeconds).DefaultIfEmpty(0).Max();

    public ReadyPhase ToReady() => new(phase.Key.Value, Claim.Of(Sweeps.Select(s => s.Place)),
        (until - At) * SecondsPerImage, PathSeconds, Experiments, (Device ?? parent?.Device)?.Worker.Name)
    {
        Need = need,
    };
}
