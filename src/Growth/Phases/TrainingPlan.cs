namespace PgGanLab.Growth.Phases;

/// <summary>All that a worker needs to train one phase.</summary>
public sealed record TrainingPlan
{
    /// <summary>Phase key.</summary>
    public required string Phase { get; init; }

    /// <summary>Phase key of the parent; null for the first of a run.</summary>
    public required string? Parent { get; init; }

    /// <summary>Fencing token of the lease.</summary>
    public required long Token { get; init; }

    /// <summary>What to train.</summary>
    public required PhaseRecipe Recipe { get; init; }

    /// <summary>Name of the dataset in the lab.</summary>
    public required string Dataset { get; init; }

    /// <summary>
    /// Where to start: the phase's newest snapshot, else its parent's end; null for the very beginning. The phase's own
    /// final checkpoint means that only measurements are missing.
    /// </summary>
    public required CheckpointFile? StartFrom { get; init; }

    public required EvaluationPlan Evaluation { get; init; }
}
