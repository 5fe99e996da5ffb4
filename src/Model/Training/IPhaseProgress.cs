using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Model.Training;

/// <summary>
/// Hears of a phase's progress, on the training thread. What a method throws ends <see cref="PhaseTrainer.Run"/> with
/// that exception. After a resume the same (phase, nimg) may be reported again.
/// </summary>
public interface IPhaseProgress
{
    /// <summary>A tick ended.</summary>
    void Ticked(Tick tick);

    /// <summary>A sample grid was written.</summary>
    void Sampled(SampleFile sample);

    /// <summary>Gs was measured.</summary>
    void Measured(Measurement swd);

    /// <summary>What trained results are held against was measured.</summary>
    /// <param name="untrained">The freshly initialised generator.</param>
    /// <param name="floor">Real images against other real images.</param>
    void MeasuredReferences(Measurement untrained, Measurement floor);

    /// <summary>A device had no memory for its share of a minibatch.</summary>
    void Split(PhaseSplit split);

    /// <summary>
    /// A checkpoint was stored. Earlier ones of the phase stay: who keeps the record removes what is off it.
    /// </summary>
    /// <param name="checkpoint">What is on disk.</param>
    /// <param name="took">Time to store it.</param>
    void Saved(CheckpointFile checkpoint, TimeSpan took);
}
