using Orleans.Concurrency;

namespace PgGanLab.Grains.Catalog;

/// <summary>
/// Something changed; whoever shows it asks for it again. Without any name: something else, such as the datasets.
/// </summary>
[GenerateSerializer, Immutable, Alias("pgganlab.change")]
public sealed record LabChange
{
    /// <summary>The sweep concerned.</summary>
    [Id(0)] public string? Sweep { get; init; }

    /// <summary>The experiment concerned, where it is one alone.</summary>
    [Id(1)] public string? Experiment { get; init; }

    /// <summary>The growth phase concerned.</summary>
    [Id(2)] public string? Phase { get; init; }

    /// <summary>The worker concerned.</summary>
    [Id(3)] public string? Worker { get; init; }
}

/// <summary>Hears of changes in the lab.</summary>
[Alias("pgganlab.observer")]
public interface ILabObserver : IGrainObserver
{
    [OneWay]
    Task Changed(LabChange change);
}
