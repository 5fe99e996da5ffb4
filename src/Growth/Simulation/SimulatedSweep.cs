using System.Collections.Immutable;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Simulation;

/// <summary>A sweep that a simulated lab is given.</summary>
/// <param name="Name">What it is called in the result.</param>
/// <param name="Plan">What it trains.</param>
public sealed record SimulatedSweep(string Name, SweepPlan Plan)
{
    public int Priority { get; init; }

    /// <summary>Seconds after the beginning at which it is submitted.</summary>
    public double At { get; init; }

    /// <summary>Whether it is submitted when the one before it has ended, that much later.</summary>
    public bool AfterPrevious { get; init; }

    /// <summary>
    /// SWD of an experiment by real images shown: what its stopping rule decides on, and at its final resolution the best
    /// SWD over time; null: there are no recorded curves, and the rule decides on made-up ones
    /// (<see cref="SyntheticCurves"/>).
    /// </summary>
    public Func<PlannedExperiment, IEnumerable<(long Nimg, double Swd)>>? Curves { get; init; }
}

/// <summary>What a simulation came to.</summary>
public sealed record SimulationResult
{
    public required int Devices { get; init; }

    /// <summary>Seconds until the last sweep had ended.</summary>
    public required double Makespan { get; init; }

    /// <summary>Seconds that devices trained, all together.</summary>
    public required double DeviceSeconds { get; init; }

    /// <summary>Share of the devices' time in which they trained.</summary>
    public double Utilisation => Makespan == 0 ? 0 : DeviceSeconds / Makespan / Devices;

    /// <summary>Thousands of real images that the experiments would train if each trained alone.</summary>
    public double KimgRequested => Sweeps.Sum(s => s.KimgRequested);

    public required double KimgTrained { get; init; }

    /// <summary>Thousands of real images that sharing and stopping rules save.</summary>
    public double KimgSaved => KimgRequested - KimgTrained;

    public required int PhasesTrained { get; init; }

    /// <summary>Seconds that phases waited for a device.</summary>
    public required QueueDelay Delay { get; init; }

    /// <summary>The least sure of the paces that it was reckoned with.</summary>
    public required Rates.PaceSource Source { get; init; }

    public required ImmutableArray<SimulatedSweepResult> Sweeps { get; init; }

    public required ImmutableArray<SimulatedKindResult> Kinds { get; init; }

    /// <summary>Phases that none of the devices can train, with all that waits for them.</summary>
    public required int PhasesUntrained { get; init; }

    /// <summary>Each time the best SWD at the final resolution became better.</summary>
    public required ImmutableArray<BestSwd> Best { get; init; }
}

/// <summary>Seconds between the moment when a phase could be trained and the moment when it was.</summary>
public sealed record QueueDelay(double Mean, double Median, double P95, double Most)
{
    public static QueueDelay Of(IReadOnlyCollection<double> seconds)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        if (seconds.Count == 0)
            return new QueueDelay(0, 0, 0, 0);
        double[] sorted = [.. seconds.Order()];
        return new QueueDelay(sorted.Average(), At(0.5), At(0.95), sorted[^1]);

        double At(double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}

/// <summary>One sweep of a simulation; seconds count from the simulation's beginning.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Submitted">When it was submitted.</param>
/// <param name="Ended">When its last experiment had, or waited at a rung for good; null where some phase fits no
/// device.</param>
/// <param name="Experiments">How many it has.</param>
/// <param name="KimgRequested">Thousands of real images that they would train if each trained alone.</param>
/// <param name="KimgTrained">What was trained after it was submitted and before another one asked for it.</param>
/// <param name="DeviceSeconds">Device time of all its phases, those that others want too in full.</param>
public sealed record SimulatedSweepResult(
    string Name, double Submitted, double? Ended, int Experiments, double KimgRequested, double KimgTrained,
    double DeviceSeconds)
{
    /// <summary>Experiments that were trained to their end; the others wait at rungs of its stopping rule.</summary>
    public required int Finished { get; init; }

    /// <summary>Of those, the one with the least SWD at its end; null without recorded curves.</summary>
    public int? Winner { get; init; }
}

/// <summary>What the devices of a kind did.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Devices">How many there are.</param>
/// <param name="DeviceSeconds">Seconds that they trained.</param>
/// <param name="Utilisation">Share of their time.</param>
public sealed record SimulatedKindResult(string Kind, int Devices, double DeviceSeconds, double Utilisation);

/// <summary>A best SWD so far, when it was measured, and of what.</summary>
public sealed record BestSwd(double Seconds, double Swd, string Sweep, int Experiment)
{
    /// <summary>Those that are better than all that were measured before them.</summary>
    public static IEnumerable<BestSwd> SoFar(IEnumerable<BestSwd> measured)
    {
        var best = double.PositiveInfinity;
        foreach (var next in measured.OrderBy(m => m.Seconds).ThenBy(m => m.Swd))
        {
            if (next.Swd >= best)
                continue;
            best = next.Swd;
            yield return next;
        }
    }
}

/// <summary>A phase that a simulated lab trained, or a part of one between two rungs; seconds count from the beginning.</summary>
/// <param name="Phase">Its key.</param>
/// <param name="Worker">Who trained it.</param>
/// <param name="Sweeps">Names of the sweeps that wanted it.</param>
/// <param name="ReadyAt">When it could be trained.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="EndedAt">When it was trained.</param>
public sealed record SimulatedStep(
    string Phase, string Worker, ImmutableArray<string> Sweeps, double ReadyAt, double StartedAt, double EndedAt);
