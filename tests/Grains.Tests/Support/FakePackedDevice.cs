using System.Collections.Concurrent;
using System.Collections.Immutable;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// A device that trains several phases at once, as many as the lab's own rules say; a test says how fast that is, and
/// when.
/// </summary>
/// <param name="lab">Its lab.</param>
/// <param name="name">The worker's.</param>
/// <param name="most">Most phases at once.</param>
/// <param name="rate">Images a second of all phases together, by their number.</param>
internal sealed class FakePackedDevice(TestLab lab, string name, int most, Func<int, double> rate)
{
    private const double TickSeconds = 10;

    private readonly Lock gate = new();
    private readonly DeviceLanes lanes = new(most, null);
    private readonly List<Job> jobs = [];

    public string Name => name;

    /// <summary>Images a second of all phases together, by their number.</summary>
    public Func<int, double> Rate { get; set; } = rate;

    /// <summary>What was given back because it was too much, by phase.</summary>
    public ConcurrentQueue<string> GivenBack { get; } = new();

    /// <summary>Plans that it trains.</summary>
    public ImmutableArray<TrainingPlan> Held
    {
        get
        {
            lock (gate)
                return [.. jobs.Select(j => j.Plan)];
        }
    }

    public DevicePacking Packing => Describe(null!).Packing!;

    public bool TryStart(TrainingPlan plan)
    {
        lock (gate)
        {
            var (load, need) = (TrainingLoad.Of(plan.Recipe), TrainingMemory.Need(plan.Recipe));
            if (!lanes.Begin(plan.Phase, load, need, lab.Clock.GetUtcNow()))
                return false;
            jobs.Add(new Job(plan) { Nimg = plan.StartFrom?.Nimg ?? plan.Recipe.Start });
            return true;
        }
    }

    /// <summary>As it is now.</summary>
    /// <param name="idle">As it is without anything to train.</param>
    public Worker Describe(Worker idle)
    {
        lock (gate)
        {
            var packing = lanes.Describe(lab.Clock.GetUtcNow());
            return (idle ?? Nobody) with
            {
                Status = jobs.Count == 0 ? WorkerStatus.Idle : WorkerStatus.Training,
                Phase = lanes.Oldest,
                ImagesPerSecond = packing!.Phases.Sum(p => p.ImagesPerSecond),
                Packing = packing,
            };
        }
    }

    /// <summary>Trains what it holds for ten seconds, tells of it, and gives back what is too much.</summary>
    public async Task Train()
    {
        lab.Clock.Advance(TimeSpan.FromSeconds(TickSeconds));
        var ticks = new List<(TrainingPlan Plan, Tick Tick)>();
        var many = Array.Empty<Job>();
        lock (gate)
        {
            var now = lab.Clock.GetUtcNow();
            foreach (var job in jobs)
            {
                var tick = FakeTraining.Tick(job.Nimg += 100) with
                {
                    Seconds = TickSeconds,
                    ImagesPerSecond = Rate(jobs.Count) / jobs.Count,
                };
                ticks.Add((job.Plan, tick with { Lanes = lanes.Hear(job.Plan.Phase, tick, now) }));
            }
            var tooMany = lanes.TooMany(now).ToHashSet();
            many = [.. jobs.Where(j => tooMany.Contains(j.Plan.Phase))];
        }
        foreach (var (plan, tick) in ticks)
            await lab.Phase(plan.Phase).ReportTicks(plan.Token, [tick]);
        foreach (var job in many)
        {
            GivenBack.Enqueue(job.Plan.Phase);
            await GiveBack(job.Plan, null);
        }
    }

    /// <summary>A phase ends before its end.</summary>
    public async Task GiveBack(TrainingPlan plan, string? failure)
    {
        lock (gate)
        {
            jobs.RemoveAll(j => j.Plan == plan);
            lanes.End(plan.Phase, lab.Clock.GetUtcNow());
        }
        await lab.Phase(plan.Phase).Release(plan.Token, failure);
    }

    /// <summary>For who asks for nothing but what it trains.</summary>
    private static Worker Nobody { get; } = new()
    {
        Name = "",
        Host = "",
        Device = "",
        Description = "",
        Threads = 1,
        Status = WorkerStatus.Idle,
        Phase = null,
        ImagesPerSecond = 0,
        SeenAt = default,
        ImagesTrained = 0,
    };

    private sealed record Job(TrainingPlan Plan)
    {
        public long Nimg { get; set; }
    }
}
