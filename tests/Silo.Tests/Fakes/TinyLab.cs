using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Data;
using PgGanLab.Silo.Hosting;
using PgGanLab.Silo.Metrics;
using PgGanLab.Silo.Store;
using PgGanLab.Silo.Workers;

namespace PgGanLab.Silo.Tests.Fakes;

/// <summary>
/// A store with a synthetic dataset, a run of three tiny phases (4 stabilize, 8 fade-in, 8 stabilize)
/// and a fake grain for each.
/// </summary>
internal sealed class TinyLab : IDisposable
{
    private readonly TemporaryDirectory? own;
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Dictionary<string, FakePhaseGrain> grains = [];
    private readonly LabMeter meter;

    /// <param name="data">Data directory; null for a temporary one.</param>
    /// <param name="change">Changes the tiny configuration.</param>
    /// <param name="phasesPerDevice">Most phases that a device trains at once.</param>
    public TinyLab(
        string? data = null, Func<TrainingConfiguration, TrainingConfiguration>? change = null, int phasesPerDevice = 1)
    {
        own = data is null ? new TemporaryDirectory() : null;
        Directories = LabDirectories.Of(data ?? own!.Path);
        var facts = DatasetBuilder.Build(
            "squares", new SyntheticImages(8, 300), Directories.Resolve("datasets/new"), CancellationToken.None);
        Dataset = Directories.Resolve(StoreLayout.Dataset("squares", facts.Fingerprint));
        if (Directory.Exists(Dataset))
            Directory.Delete(Dataset, recursive: true);
        Directory.Move(Directories.Resolve("datasets/new"), Dataset);
        Phases = ExperimentPath.Of((change ?? (c => c))(Tiny), facts);
        OtherPhases = ExperimentPath.Of(
            (change ?? (c => c))(Tiny) with { LearningRate = 0.002, StabilizeKimg = Tiny.StabilizeKimg }, facts);
        meter = new LabMeter(services.GetRequiredService<IMeterFactory>());
        var factory = Substitute.For<IGrainFactory>();
        factory.GetGrain<IGrowthPhaseGrain>(Arg.Any<string>()).Returns(call => Grain(call.ArgAt<string>(0)).Grain);
        var catalog = Substitute.For<ICatalogGrain>();
        catalog.FindOrphans(default).ReturnsForAnyArgs(Task.FromResult(ImmutableArray<string>.Empty));
        factory.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Returns(catalog);
        var options = new LabOptions
        {
            DataDirectory = Directories.Data,
            SnapshotSeconds = 0.1,
            PhasesPerDevice = phasesPerDevice,
        };
        Context = new JobContext(factory, Directories, options, meter,
            new SharedJobFiles(Directories, new StoreUpkeep(factory, Directories, NullLogger<StoreUpkeep>.Instance),
                NullLogger<SharedJobFiles>.Instance), TimeProvider.System);
    }

    public static TrainingConfiguration Tiny { get; } = new()
    {
        Resolution = 8,
        LatentSize = 8,
        FmapBase = 32,
        FmapMax = 8,
        Minibatch = 8,
        StabilizeKimg = 0.4,
        FadeInKimg = 0.4,
        TickKimg = 0.08,
    };

    public LabDirectories Directories { get; }

    public JobContext Context { get; }

    /// <summary>Folder of the dataset.</summary>
    public string Dataset { get; }

    public ImmutableArray<PlannedPhase> Phases { get; }

    /// <summary>A run with another learning rate, and phases as long as in the tiny configuration.</summary>
    public ImmutableArray<PlannedPhase> OtherPhases { get; }

    public FakePhaseGrain Grain(string phase) =>
        grains.TryGetValue(phase, out var grain) ? grain : grains[phase] = new FakePhaseGrain();

    public FakePhaseGrain Grain(int phase) => Grain(Phases[phase].Key.Value);

    /// <summary>The plan to train one phase.</summary>
    public TrainingPlan Plan(int phase, CheckpointFile? startFrom, long token = 1) =>
        Plan(Phases[phase], startFrom, token);

    /// <summary>The plan to train one phase of any run.</summary>
    public static TrainingPlan Plan(PlannedPhase phase, CheckpointFile? startFrom, long token = 1) => new()
    {
        Phase = phase.Key.Value,
        Parent = phase.Parent?.Value,
        Token = token,
        Recipe = phase.Recipe,
        Dataset = "squares",
        StartFrom = startFrom,
        Evaluation = new EvaluationPlan(0.08, 1, 16, false),
    };

    /// <summary>A job on one phase.</summary>
    public PhaseJob Job(int phase, CheckpointFile? startFrom, long token = 1, long? memory = null) =>
        Job(Plan(phase, startFrom, token), memory);

    private PhaseJob Job(TrainingPlan plan, long? memory = null) => new(
        plan, "laptop/cpu:0", new Device("cpu:0", "test") { MemoryBytes = memory }, Context, NullLogger.Instance);

    /// <summary>Trains a phase to its end.</summary>
    /// <returns>Its final checkpoint.</returns>
    public CheckpointFile Train(int phase, CheckpointFile? startFrom) => Train(Plan(phase, startFrom));

    /// <summary>Trains a plan to its end.</summary>
    /// <returns>The final checkpoint.</returns>
    public CheckpointFile Train(TrainingPlan plan)
    {
        Job(plan).Run();
        return Grain(plan.Phase).Final ?? throw new InvalidOperationException(
            $"The phase was not completed: {string.Join("; ", Grain(plan.Phase).Taken)}");
    }

    public void Dispose()
    {
        meter.Dispose();
        services.Dispose();
        own?.Dispose();
    }
}
