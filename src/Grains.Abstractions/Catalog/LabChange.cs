namespace PgGanLab.Grains.Catalog;

/// <summary>Something changed; whoever shows it asks for it again.</summary>
/// <param name="Sweep">The sweep concerned, or null.</param>
/// <param name="Experiment">The experiment concerned, or null.</param>
/// <param name="Worker">The worker concerned, or null.</param>
[GenerateSerializer, Immutable, Alias("pgganlab.change")]
public sealed record LabChange([property: Id(0)] string? Sweep, [property: Id(1)] string? Experiment, [property: Id(2)] string? Worker);
