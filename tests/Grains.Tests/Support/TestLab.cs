using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Hosting;
using PgGanLab.Grains.Scheduling;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Grains.Workers;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>
/// A lab in this process, with a database of its own and workers that a test controls. <see cref="Restart"/> ends the
/// silo as a kill would (nobody says goodbye) and starts another one on the same database.
/// </summary>
internal sealed class TestLab : IAsyncDisposable
{
    /// <summary>Seconds: the longest wait for anything; a busy machine may be slow.</summary>
    private const double Patience = 90;

    public const string Silo = "host-a";

    private readonly string? postgres;
    private IHost host = null!;
    private bool isRunning;

    private TestLab(string? postgres) => this.postgres = postgres;

    public OffsetClock Clock { get; } = new();

    public CommandCounter Commands { get; } = new();

    public Crash Crash { get; } = new();

    public LogCapture Log { get; } = new();

    public HangingPhases Hanging { get; } = new();

    public FakeWorkers Workers { get; private set; } = null!;

    public LabDirectories Directories { get; } =
        LabDirectories.Of(Path.Combine(Path.GetTempPath(), $"pgganlab-test-{Guid.NewGuid():N}"));

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => host.Services;

    public LabDatabase Database => Services.GetRequiredService<LabDatabase>();

    public ICatalogGrain Catalog => Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    public ISchedulerGrain Scheduler => Grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key);

    /// <summary>A lab with the dataset <c>shapes</c>.</summary>
    public static async Task<TestLab> Start(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var lab = new TestLab(kind == DatabaseKind.Postgres ? await PostgresServer.NewDatabase(migrated: true) : null);
        if (kind == DatabaseKind.Sqlite)
            await MigratedFile.CopyTo(lab.Directories.Database);
        await lab.StartHost();
        await lab.Catalog.RegisterDataset(Shapes);
        return lab;
    }

    public static DatasetFacts Shapes { get; } =
        new("shapes", new string('a', 64), 32, 1, 1000, 0);

    /// <summary>Knows which files are there.</summary>
    public FakeStore Store { get; } = new();

    public ISweepGrain Sweep(string id) => Grains.GetGrain<ISweepGrain>(id);

    public IExperimentGrain Experiment(string id) => Grains.GetGrain<IExperimentGrain>(id);

    public IGrowthPhaseGrain Phase(string key) => Grains.GetGrain<IGrowthPhaseGrain>(key);

    /// <summary>The sweep as it is now: older views are too old to be shown again.</summary>
    public async Task<SweepView> View(string sweep)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(250));
        return (await Sweep(sweep).GetView())!;
    }

    /// <summary>The phase as it is now; null when no sweep planned it.</summary>
    public async Task<PhaseView?> View(IGrowthPhaseGrain phase) =>
        (await Catalog.GetPhases([phase.GetPrimaryKeyString()])).SingleOrDefault();

    /// <summary>Keys of a sweep's phases, parents before children.</summary>
    public async Task<ImmutableArray<string>> Phases(string sweep) =>
        [.. (await View(sweep)).Tree.Select(n => n.Phase.Key)];

    /// <summary>Sends a heartbeat of the silo's workers as they are.</summary>
    public Task Heartbeat() => Scheduler.Heartbeat(Silo, Workers.Incarnation, Workers.DescribeAll());

    /// <summary>Lets the workers train whatever they are given until the sweep has ended.</summary>
    public async Task<SweepView> TrainToTheEnd(string sweep, double seconds = Patience)
    {
        Workers.TrainByThemselves();
        await Heartbeat();
        await Eventually(async () => (await View(sweep)).Summary.HasEnded(), seconds);
        return await View(sweep);
    }

    /// <summary>Leases a phase to a worker that trains it to its end.</summary>
    public async Task<TrainingPlan> Train(string phase)
    {
        var plan = await Phase(phase).Lease(Workers.Names.First())
            ?? throw new InvalidOperationException($"Phase {phase} can't be had.");
        await FakeTraining.Run(Phase(phase), plan);
        return plan;
    }

    /// <summary>Waits for a condition that other threads bring about.</summary>
    public static async Task Eventually(Func<Task<bool>> condition, double seconds = Patience)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        while (!await condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "What was waited for did not come.");
            await Task.Delay(10);
        }
    }

    public async Task Restart()
    {
        await Stop();
        await StartHost();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Directory.Exists(Directories.Data))
            Directory.Delete(Directories.Data, recursive: true);
    }

    private async Task Stop()
    {
        Workers.Kill();
        if (isRunning)
            await host.StopAsync();
        isRunning = false;
        host.Dispose();
    }

    private async Task StartHost()
    {
        Workers = new FakeWorkers(this);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [new($"ConnectionStrings:{LabDatabaseExtensions.ConnectionName}", postgres)]);
        builder.Logging.AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IWorkerService>(Workers);
        builder.Services.AddSingleton<IStoreService>(Store);
        builder.Services.AddSingleton<IInterceptor>(Commands);
        builder.Services.AddSingleton<IInterceptor>(Crash);
        builder.Services.AddLabDatabase(Directories, builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Find(), gatewayPort: 0);
            silo.Configure<SiloOptions>(o => o.SiloName = Silo);
            silo.AddLabGrains();
            silo.AddIncomingGrainCallFilter(Hanging.Invoke);
        });
        host = builder.Build();
        await host.StartAsync();
        isRunning = true;
    }
}
