using PgGanLab.Grains.Experiments;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>All that a worker needs to train one phase.</summary>
[GenerateSerializer, Immutable, Alias("pgganlab.training-plan")]
public sealed record TrainingPlan
{
    /// <summary>Phase key.</summary>
    [Id(0)] public required string Phase { get; init; }

    /// <summary>Phase key of the parent; null for the first of a run.</summary>
    [Id(1)] public required string? Parent { get; init; }

    /// <summary>Fencing token of the lease.</summary>
    [Id(2)] public required long Token { get; init; }

    /// <summary>What to train (<see cref="Growth.Tree.RecipeDocument"/>).</summary>
    [Id(3)] public required string RecipeJson { get; init; }

    /// <summary>Name of the dataset in the lab.</summary>
    [Id(4)] public required string Dataset { get; init; }

    /// <summary>Where to start: the phase's newest snapshot, else its parent's end; null for the very beginning. The phase's own
    /// final checkpoint means that only measurements are missing.</summary>
    [Id(5)] public required CheckpointView? StartFrom { get; init; }

    [Id(6)] public required EvaluationPlan Evaluation { get; init; }
}
