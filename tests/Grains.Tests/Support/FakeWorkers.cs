using System.Collections.Concurrent;
using System.Collections.Immutable;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>Two devices that train in no time, or hold what they are given until a test goes on.</summary>
internal sealed class FakeWorkers(TestLab lab) : IWorkerService
{
    private readonly ConcurrentDictionary<string, TrainingPlan?> devices =
        new([new($"{TestLab.Silo}/cpu:0", null), new($"{TestLab.Silo}/cpu:1", null)]);
    private readonly ConcurrentDictionary<TrainingPlan, bool> begun = new(ReferenceEqualityComparer.Instance);
    private volatile bool trainsByItself;
    private volatile bool killed;

    public string Incarnation { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether devices go away as soon as they are offered something.</summary>
    public bool Refuses { get; set; }

    /// <summary>Memory of each device; null: no limit.</summary>
    public long? MemoryBytes { get; set; }

    /// <summary>What workers are labelled with, by name.</summary>
    public ConcurrentDictionary<string, string> Labels { get; } = new();

    /// <summary>Every plan that was taken, in order.</summary>
    public ConcurrentQueue<(string Worker, TrainingPlan Plan)> Taken { get; } = new();

    /// <summary>Who was offered something and did not take it.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>What devices were asked to stop.</summary>
    public ConcurrentQueue<(string Worker, string Phase, long Token)> Stops { get; } = new();

    /// <summary>Failures of training by itself, other than lost leases.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>A device that trains several phases at once; null: there is none.</summary>
    public FakePackedDevice? Packed { get; private set; }

    public IEnumerable<string> Names =>
        devices.Keys.Concat(Packed is null ? [] : [Packed.Name]).Order(StringComparer.Ordinal);

    /// <summary>Plans held now.</summary>
    public IReadOnlyList<TrainingPlan> Held => [.. devices.Values.OfType<TrainingPlan>()];

    public bool TryStart(string worker, TrainingPlan plan)
    {
        if (worker == Packed?.Name)
            return !Refuses && !killed && Packed.TryStart(plan);
        if (Refuses || killed || !devices.TryUpdate(worker, plan, null))
            return false;
        Taken.Enqueue((worker, plan));
        if (trainsByItself)
            Begin(worker, plan);
        return true;
    }

    /// <summary>From now on plans are trained to their end at once, those that are held already too.</summary>
    public void TrainByThemselves()
    {
        trainsByItself = true;
        foreach (var (worker, plan) in devices)
        {
            if (plan is not null)
                Begin(worker, plan);
        }
    }

    public void RequestStop(string worker, string phase, long token) => Stops.Enqueue((worker, phase, token));

    /// <summary>As it is now: heartbeats may have said something else.</summary>
    public Worker Describe(string worker)
    {
        if (!Refuses)
            return State(worker);
        Refused.Enqueue(worker);
        return State(worker) with { Status = WorkerStatus.Gone };
    }

    /// <summary>From now on its only device is one that trains up to so many phases at once.</summary>
    /// <param name="most">How many.</param>
    /// <param name="rate">Images a second of all that it trains together, by their number.</param>
    public FakePackedDevice Pack(int most, Func<int, double> rate)
    {
        devices.Clear();
        return Packed = new FakePackedDevice(lab, $"{TestLab.Silo}/cpu:0", most, rate);
    }

    private Worker State(string worker) => worker == Packed?.Name
        ? Packed.Describe(State(worker, null))
        : devices.TryGetValue(worker, out var plan)
            ? State(worker, plan)
            : throw new KeyNotFoundException($"No device {worker}.");

    private Worker State(string worker, TrainingPlan? plan) => new()
    {
        Name = worker,
        Host = TestLab.Silo,
        Device = worker[(TestLab.Silo.Length + 1)..],
        Description = "Fake",
        Labels = Labels.GetValueOrDefault(worker, ""),
        Threads = 1,
        Status = plan is null ? WorkerStatus.Idle : WorkerStatus.Training,
        Phase = plan?.Phase,
        ImagesPerSecond = plan is null ? 0 : 100,
        SeenAt = lab.Clock.GetUtcNow(),
        ImagesTrained = 0,
        MemoryBytes = MemoryBytes,
    };

    public ImmutableArray<Worker> DescribeAll() => [.. Names.Select(State)];

    /// <summary>One more device, idle.</summary>
    public void Join(string device) => devices.TryAdd($"{TestLab.Silo}/{device}", null);

    /// <summary>The device has ended what it held.</summary>
    public Task Free(string worker)
    {
        devices[worker] = null;
        return lab.Heartbeat();
    }

    /// <summary>Trains everything that is held to its end.</summary>
    public async Task Finish()
    {
        foreach (var (worker, plan) in devices.Where(d => d.Value is not null).ToArray())
        {
            await FakeTraining.Run(lab.Phase(plan!.Phase), plan);
            await Free(worker);
        }
    }

    /// <summary>From now on nothing of these workers is heard of.</summary>
    public void Kill() => killed = true;

    private void Begin(string worker, TrainingPlan plan)
    {
        if (begun.TryAdd(plan, true))
            _ = Task.Run(() => Train(worker, plan));
    }

    private async Task Train(string worker, TrainingPlan plan)
    {
        try
        {
            await FakeTraining.Run(lab.Phase(plan.Phase), plan);
            if (!killed)
                await Free(worker);
        }
        catch (LeaseLostException) when (killed)
        {
            // The test took the phase away by killing this worker.
        }
        catch (Exception e) when (!killed)
        {
            Failures.Enqueue(e);
        }
    }
}
