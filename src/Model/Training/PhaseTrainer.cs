namespace PgGanLab.Model.Training;

/// <summary>Trains one growth phase from a checkpoint to the next.</summary>
public static class PhaseTrainer
{
    /// <summary>
    /// Trains, reports and stores; call it on a thread of its own, which it configures. Reacts to <paramref name="stop"/> within one
    /// iteration: it stores a snapshot and returns <see cref="PhaseOutcome.Stopped"/>.
    /// </summary>
    /// <exception cref="Checkpoints.CheckpointDamagedException">The checkpoint to start from is not what it should be.</exception>
    /// <exception cref="Data.DatasetDamagedException">The dataset is not what it should be.</exception>
    /// <exception cref="Storage.FileNotWrittenException">A checkpoint or sample could not be stored (disk full); nothing half-written stays,
    /// and earlier snapshots are untouched.</exception>
    public static PhaseOutcome Run(PhaseWork work, IPhaseProgress progress, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(progress);
        throw new NotSupportedException("Training arrives with the next commits.");
    }
}
