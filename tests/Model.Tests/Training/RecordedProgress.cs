using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

/// <summary>Keeps all that a phase reports, and stops it after a number of checkpoints.</summary>
public sealed class RecordedProgress(int stopAfterSaves = int.MaxValue) : IPhaseProgress, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public CancellationToken Stop => stop.Token;

    public List<Tick> Ticks { get; } = [];

    public List<SampleFile> Samples { get; } = [];

    public List<Measurement> Swd { get; } = [];

    public List<(Measurement Untrained, Measurement Floor)> References { get; } = [];

    public List<CheckpointFile> Checkpoints { get; } = [];

    public List<PhaseSplit> Splits { get; } = [];

    public CheckpointReference Last => new(Checkpoints[^1].Path, Checkpoints[^1].Sha256);

    public CheckpointReference Final =>
        Checkpoints[^1].Final ? Last : throw new InvalidOperationException("The phase has not ended.");

    public void Ticked(Tick tick) => Ticks.Add(tick);

    public void Sampled(SampleFile sample) => Samples.Add(sample);

    public void Measured(Measurement swd) => Swd.Add(swd);

    public void MeasuredReferences(Measurement untrained, Measurement floor) => References.Add((untrained, floor));

    public void Split(PhaseSplit split) => Splits.Add(split);

    public void Saved(CheckpointFile checkpoint, TimeSpan took)
    {
        Checkpoints.Add(checkpoint);
        if (Checkpoints.Count >= stopAfterSaves)
            stop.Cancel();
    }

    public void Dispose() => stop.Dispose();
}
