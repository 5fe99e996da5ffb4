using System.Collections.Immutable;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Metrics.Features;

namespace PgGanLab.Model.Training;

/// <summary>One growth phase to train: what, from which files, where to, and on which device.</summary>
public sealed record PhaseWork
{
    /// <summary>What to train.</summary>
    public required PlannedPhase Phase { get; init; }

    /// <summary>
    /// Folder of the dataset (<see cref="Data.ImageDataset"/>); its fingerprint must be the recipe's.
    /// </summary>
    public required string DatasetDirectory { get; init; }

    /// <summary>
    /// The phase's newest snapshot, else its parent's end; null for the very beginning of a run. The phase's own final
    /// checkpoint means that nothing is trained and only measurements are made.
    /// </summary>
    public required CheckpointReference? StartFrom { get; init; }

    public required EvaluationPlan Evaluation { get; init; }

    /// <summary>The extractor that the evaluation names; null where it names none.</summary>
    public ExtractorFile? Extractor { get; init; }

    /// <summary>The store directory: paths of what is reported are relative to it; null: they are full.</summary>
    public string? Store { get; init; }

    /// <summary>Folder of this phase's files, inside the store; made when missing.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>TorchSharp's name of the device: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Further devices of the same kind that take shares of each minibatch (data-parallel training).</summary>
    public IReadOnlyList<string> OtherDevices { get; init; } = [];

    /// <summary>
    /// From which step on devices take fewer images at once than the recipe allows. A checkpoint's last digits depend
    /// on them.
    /// </summary>
    public ImmutableArray<PhaseSplit> Splits { get; init; } = [];

    /// <summary>
    /// Whether the device trains other phases now. Then a step for which it has no memory ends the run, because smaller
    /// shares would change the checkpoint's last digits, and alone it may have the memory.
    /// </summary>
    public Func<bool> SharesDevice { get; init; } = () => false;

    /// <summary>CPU threads of the calling thread's arithmetic. A checkpoint's bytes depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Training time between snapshots.</summary>
    public TimeSpan SnapshotEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>When files were stored.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>A file's path as it is reported.</summary>
    internal string Stored(string path) => Store is null ? path : Path.GetRelativePath(Store, path);
}
