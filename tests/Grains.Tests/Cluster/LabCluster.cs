using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Tests.Cluster;

/// <summary>
/// Several silos in this process, each with one device that holds what it is given; the lab hosts among them are over
/// one lab database, the others know of none.
/// </summary>
internal sealed class LabCluster : IAsyncDisposable
{
    private readonly LabDirectories directories =
        LabDirectories.Of(Path.Combine(Path.GetTempPath(), $"pgganlab-cluster-{Guid.NewGuid():N}"));
    private InProcessTestCluster cluster = null!;

    public OffsetClock Clock { get; } = new();

    /// <summary>Plans that devices took, by the silo's name.</summary>
    public ConcurrentDictionary<string, TrainingPlan> Held { get; } = new();

    public IGrainFactory Grains => cluster.Client;

    /// <summary>Lab hosts first.</summary>
    public ImmutableArray<string> SiloNames =>
        [.. cluster.Silos.Where(s => s.IsActive).Select(s => s.Name).Order(StringComparer.Ordinal)];

    /// <param name="silos">How many.</param>
    /// <param name="workersOnly">How many of them, the last, have no database.</param>
    public static async Task<LabCluster> Start(short silos, int workersOnly = 0)
    {
        var lab = new LabCluster();
        await MigratedFile.CopyTo(lab.directories.Database);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSiloHost((options, host) =>
        {
            host.Logging.SetMinimumLevel(LogLevel.Error);
            host.Services.AddSingleton<TimeProvider>(lab.Clock);
            host.Services.AddSingleton<IWorkerService>(new OneDevice(options.SiloName, lab));
            if (Role(options.SiloName) == SiloRole.Worker)
                return;
            host.Services.AddSingleton<IStoreService>(new FakeStore());
            host.Services.AddLabDatabase(lab.directories, host.Configuration);
        });
        builder.ConfigureSilo((options, silo) => silo.AddLabGrains(Role(options.SiloName))
            .Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(1);
            o.NumMissedProbesLimit = 2;
            o.NumVotesForDeathDeclaration = 1;
        }));
        builder.ConfigureClient(client => client.Services.AddLabSerializer());
        lab.cluster = builder.Build();
        await lab.cluster.DeployAsync();
        await TestLab.Eventually(() => Reaches(() => lab.Catalog.RegisterDataset(TestLab.Shapes)));
        return lab;

        // silos are named Silo_0, Silo_1, …, and start in any order
        SiloRole Role(string silo) => int.Parse(silo[(silo.LastIndexOf('_') + 1)..], CultureInfo.InvariantCulture)
            < silos - workersOnly ? SiloRole.Lab : SiloRole.Worker;
    }

    /// <summary>Whether a call finds its grain: not while silos don't know of each other.</summary>
    public static async Task<bool> Reaches(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return false;
        }
    }

    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    public ISchedulerGrain Scheduler => Grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    public ISweepGrain Sweep(string id) => Grains.GetGrain<ISweepGrain>(id);

    public IExperimentGrain Experiment(string id) => Grains.GetGrain<IExperimentGrain>(id);

    public IGrowthPhaseGrain Phase(string key) => Grains.GetGrain<IGrowthPhaseGrain>(key);

    /// <summary>The phase as it is now; null when no sweep planned it.</summary>
    public async Task<PhaseView?> View(IGrowthPhaseGrain phase) =>
        (await Catalog.GetPhases([phase.GetPrimaryKeyString()])).SingleOrDefault();

    public IWorkerGrain Worker(string silo) => Grains.GetGrain<IWorkerGrain>(WorkerName(silo));

    public static string WorkerName(string silo) => $"{silo}/cpu:0";

    /// <summary>Sends the heartbeat of one silo's device.</summary>
    /// <param name="silo">Its name.</param>
    /// <param name="incarnation">Its process; null for one that the cluster can't tell dead.</param>
    public Task Heartbeat(string silo, string? incarnation = null) => Scheduler.Heartbeat(
        silo, incarnation ?? $"process-of-{silo}", [new OneDevice(silo, this).Describe(WorkerName(silo))]);

    /// <summary>A silo's address, which stands for its process.</summary>
    public string Address(string silo) => Handle(silo).SiloAddress.ToParsableString();

    /// <summary>Ends a silo without goodbye.</summary>
    public Task Kill(string silo) => cluster.KillSiloAsync(Handle(silo));

    /// <summary>Moves a grain to a silo.</summary>
    public Task Move(IAddressable grain, string silo) => cluster.MigrateAsync(grain, Handle(silo).SiloAddress);

    /// <summary>Name of the silo on which a grain is active.</summary>
    public string? SiloOf(IAddressable grain) => cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
        ? cluster.Silos.Single(s => s.SiloAddress.Equals(context.Address.SiloAddress)).Name
        : null;

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        Directory.Delete(directories.Data, recursive: true);
    }

    private InProcessSiloHandle Handle(string silo) => cluster.Silos.Single(s => s.Name == silo);

    private sealed class OneDevice(string silo, LabCluster lab) : IWorkerService
    {
        public bool TryStart(string worker, TrainingPlan plan) => lab.Held.TryAdd(silo, plan);

        public void RequestStop(string worker, string phase, long token) => lab.Held.TryRemove(silo, out _);

        public Worker Describe(string worker) => new()
        {
            Name = worker == WorkerName(silo)
                ? worker
                : throw new KeyNotFoundException($"{silo} has no device {worker}."),
            Host = silo,
            Device = "cpu:0",
            Description = "Fake",
            Threads = 1,
            Status = lab.Held.ContainsKey(silo) ? WorkerStatus.Training : WorkerStatus.Idle,
            Phase = lab.Held.GetValueOrDefault(silo)?.Phase,
            ImagesPerSecond = 0,
            SeenAt = lab.Clock.GetUtcNow(),
            ImagesTrained = 0,
        };
    }
}
