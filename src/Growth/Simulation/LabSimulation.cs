using System.Collections.Immutable;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Simulation;

/// <summary>
/// A lab on virtual time: the scheduler's own decisions (<see cref="SchedulingRules"/>), devices that train at known
/// paces and never fail, no time for reports, samples, measurements and transfers. The same arguments always give the
/// same result.
/// </summary>
public sealed class LabSimulation
{
    private readonly IReadOnlyList<SimulatedSweep> sweeps;
    private readonly SimulatedFleet fleet;
    private readonly TrainingRates rates;
    private readonly SimulatedWork work;
    private readonly PriorityQueue<Happening, (double At, int Number)> coming = new();
    private readonly FairShare shares = new([]);
    private readonly PhaseQueue queue = new();
    private readonly WorkerPool pool = new();
    private readonly Dictionary<string, SimulatedDevice> devices = new(StringComparer.Ordinal);
    private readonly List<double> delays = [];
    private readonly List<BestSwd> measured = [];
    private readonly Action<SimulatedStep>? observe;
    private int happenings;
    private double now;
    private double lastEnd;

    private LabSimulation(
        IReadOnlyList<SimulatedSweep> sweeps, SimulatedFleet fleet, TrainingRates rates, IReadOnlySet<string> finished,
        Action<SimulatedStep>? observe)
    {
        (this.sweeps, this.fleet, this.rates, this.observe) = (sweeps, fleet, rates, observe);
        work = new SimulatedWork(sweeps, load => rates.Mean(load, fleet.Kinds), finished);
        foreach (var device in fleet.Kinds.SelectMany(SimulatedDevice.Of))
        {
            devices.Add(device.Worker.Name, device);
            pool.Add(device.Worker);
        }
    }

    /// <summary>Lets a lab train sweeps to their ends.</summary>
    /// <param name="sweeps">In the order in which they are submitted where that is at the same time.</param>
    /// <param name="fleet">Its devices.</param>
    /// <param name="rates">Their paces.</param>
    /// <param name="finished">Keys of phases that are trained already.</param>
    /// <param name="observe">Hears of each phase when it is trained.</param>
    public static SimulationResult Run(
        IReadOnlyList<SimulatedSweep> sweeps, SimulatedFleet fleet, TrainingRates rates,
        IReadOnlySet<string>? finished = null, Action<SimulatedStep>? observe = null)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(rates);
        return new LabSimulation(sweeps, fleet, rates, finished ?? ImmutableHashSet<string>.Empty, observe).Run();
    }

    private SimulationResult Run()
    {
        for (var i = 0; i < sweeps.Count; i++)
            if (i == 0 || !sweeps[i].AfterPrevious)
                Expect(sweeps[i].At, new Happening(Submitted: i));
        while (coming.TryPeek(out _, out var first))
        {
            now = first.At;
            while (coming.TryPeek(out var next, out var order) && order.At == now)
            {
                coming.Dequeue();
                if (next.Trained is { } phase)
                    Complete(phase, next.Until);
                else
                    Submit(next.Submitted);
            }
            foreach (var assignment in SchedulingRules.Assign(queue, pool, shares))
                Start(work[assignment.Phase], devices[assignment.Worker]);
        }
        return Result();
    }

    private void Expect(double at, Happening happening) => coming.Enqueue(happening, (at, happenings++));

    private void Submit(int sweep)
    {
        shares.Join(sweeps[sweep].Priority, work.Running.Select(s => s.Place));
        var submitted = work.Submit(sweep, now);
        foreach (var phase in submitted)
            Queue(phase);
        EndIfDone(work.Sweeps[sweep]);
    }

    /// <summary>A phase that can be trained waits from now on, or goes on waiting, at its new place.</summary>
    private void Queue(SimulatedPhase phase)
    {
        if (!phase.CanStart)
            return;
        if (phase.Waiting is { } before)
            queue.Remove(before);
        else
            phase.ReadyAt = now;
        queue.Add(phase.Waiting = phase.ToReady());
    }

    private void Start(SimulatedPhase phase, SimulatedDevice device)
    {
        delays.Add(now - phase.ReadyAt);
        (phase.Device, phase.IsTraining, phase.ChargedSeconds) = (device, true, phase.Waiting!.Seconds);
        Train(phase);
    }

    /// <summary>Up to the next place at which a stopping rule decides, or to the end.</summary>
    private void Train(SimulatedPhase phase)
    {
        var pace = rates.Of(phase.Load, phase.Device!.Model);
        work.Note(pace.Source);
        var stop = phase.NextStop();
        (phase.StartedAt, phase.TrainingSeconds) = (now, (stop - phase.At) * pace.SecondsPerImage);
        Expect(now + phase.TrainingSeconds, new Happening(Trained: phase) { Until = stop });
    }

    private void Complete(SimulatedPhase phase, long until)
    {
        shares.Charge(phase.Waiting!.Claim, phase.TrainingSeconds - phase.ChargedSeconds);
        phase.Device!.Seconds += phase.TrainingSeconds;
        observe?.Invoke(new SimulatedStep(phase.Waiting.Key, phase.Device.Worker.Name,
            [.. phase.Sweeps.Select(s => sweeps[s.Number].Name)], phase.ReadyAt, phase.StartedAt, now));
        var from = phase.At;
        var (affected, wanted) = work.Advance(phase, until);
        measured.AddRange(work.Measured(phase, from));
        if (phase.IsWanted)
        {
            phase.ChargedSeconds = 0;                                           // who goes on keeps its device
            Train(phase);
        }
        else
        {
            phase.IsTraining = false;
            phase.Waiting = null;
            pool.Add(phase.Device.Worker);
        }
        foreach (var next in wanted.Concat(phase.Children))
            Queue(next);
        foreach (var sweep in affected)
            EndIfDone(sweep);
    }

    private void EndIfDone(SimulatedSweepState sweep)
    {
        if (sweep.Open > 0 || sweep.Ended is not null)
            return;
        sweep.Ended = lastEnd = now;
        if (sweep.Number + 1 < sweeps.Count && sweeps[sweep.Number + 1].AfterPrevious)
            Expect(now + sweeps[sweep.Number + 1].At, new Happening(Submitted: sweep.Number + 1));
    }

    private SimulationResult Result()
    {
        var makespan = work.Open == 0 ? lastEnd : now;
        return new SimulationResult
        {
            Devices = fleet.Count,
            Makespan = makespan,
            DeviceSeconds = devices.Values.Sum(d => d.Seconds),
            KimgTrained = work.ImagesTrained / 1000.0,
            PhasesTrained = work.Begun,
            PhasesUntrained = work.Open,
            Delay = QueueDelay.Of(delays),
            Source = work.Source,
            Best = [.. BestSwd.SoFar(measured)],
            Sweeps = [.. work.Sweeps.Select(s => s.ToResult(sweeps[s.Number]))],
            Kinds =
            [
                .. fleet.Kinds.Select(kind => (kind, Seconds: devices.Values
                        .Where(d => d.Kind == kind).Sum(d => d.Seconds)))
                    .Select(k => new SimulatedKindResult(k.kind.Device.Kind, k.kind.Count, k.Seconds,
                        makespan == 0 ? 0 : k.Seconds / makespan / k.kind.Count)),
            ],
        };
    }

    /// <summary>What comes: a sweep is submitted, or a phase is trained up to a place in it.</summary>
    private sealed record Happening(int Submitted = -1, SimulatedPhase? Trained = null)
    {
        /// <summary>How far the phase is trained then.</summary>
        public long Until { get; init; }
    }
}

/// <summary>One device of a simulated lab.</summary>
internal sealed class SimulatedDevice(DeviceCount kind, int number)
{
    public DeviceCount Kind => kind;

    public DeviceModel Model => kind.Device;

    public IdleWorker Worker { get; } = new($"{kind.Device.Kind}/{number:D6}", kind.Device.MemoryBytes,
        kind.Device.IsCuda);

    /// <summary>Seconds that it trained.</summary>
    public double Seconds { get; set; }

    public static IEnumerable<SimulatedDevice> Of(DeviceCount kind) =>
        Enumerable.Range(0, kind.Count).Select(i => new SimulatedDevice(kind, i));
}
