using System.Collections.Immutable;

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

    /// <summary>
    /// Where devices had no memory for their shares in earlier leases: the same shares are taken again.
    /// </summary>
    public ImmutableArray<PhaseSplit> Splits { get; init; } = [];
}

/// <summary>How the progress of a phase is measured; nothing of it changes what is trained.</summary>
/// <param name="TickKimg">Thousands of real images between reports and sample grids.</param>
/// <param name="SwdKimg">Thousands of real images between SWD measurements; the end of a phase is always
/// measured (from 16 px up).</param>
/// <param name="SwdImages">Images of each kind in one measurement.</param>
/// <param name="MeasureReferences">Also measure, at this resolution, the untrained generator and real images against
/// other real images.</param>
public sealed record EvaluationPlan(double TickKimg, double SwdKimg, int SwdImages, bool MeasureReferences)
{
    /// <summary>
    /// SHA-256 of the extractor through which FID and KID are measured at the phase's end; null: they are not.
    /// </summary>
    public string? Extractor { get; init; }
}
