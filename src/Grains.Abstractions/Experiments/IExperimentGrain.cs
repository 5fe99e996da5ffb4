using System.Collections.Immutable;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Experiments;

/// <summary>
/// One experiment: a path through the growth tree. Key: sweep id, a dot, and its number. Where there is no such
/// experiment, answers are null.
/// </summary>
[Alias("pgganlab.experiment")]
public interface IExperimentGrain : IGrainWithStringKey
{
    Task<bool> Exists();

    /// <summary>One line about it.</summary>
    Task<ExperimentSummary?> GetSummary();

    /// <summary>All about it.</summary>
    Task<ExperimentView?> GetView();

    /// <summary>Its curves.</summary>
    /// <param name="maxPoints">Most points of a column, at least 2; the server thins (largest
    /// triangle three buckets).</param>
    Task<TickSeries?> GetTicks(int maxPoints);

    /// <summary>Sample grids along its path, by nimg.</summary>
    Task<ImmutableArray<SampleFile>?> GetSamples();

    /// <summary>One of its sample grids; null when it has none there.</summary>
    /// <param name="nimg">Real images shown before; null for the newest grid.</param>
    Task<SampleFile?> GetSample(long? nimg);

    /// <summary>Where its generator is to be had.</summary>
    Task<GeneratorSource?> GetGenerator();

    /// <summary>What happened to it, to its sweep and to the phases of its path, newest first.</summary>
    /// <param name="most">At least 1.</param>
    Task<ImmutableArray<LabEvent>?> GetEvents(int most);

    /// <summary>Good checkpoints along its path, newest first.</summary>
    Task<ImmutableArray<CheckpointFile>?> GetCheckpoints();
}

/// <summary>Where an experiment's generator is to be had.</summary>
/// <param name="Checkpoint">Its newest good checkpoint; null without one.</param>
/// <param name="IsFreed">Whether it has a result whose checkpoint was freed.</param>
/// <param name="IsMadeAgain">Whether it has a result whose checkpoint is trained again now.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.generator-source")]
public sealed record GeneratorSource(
    [property: Id(0)] CheckpointFile? Checkpoint, [property: Id(1)] bool IsFreed, [property: Id(2)] bool IsMadeAgain);
