using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Tests.Data;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

/// <summary>A small dataset, a small configuration, and folders for the phases that are trained with them.</summary>
public sealed class PhaseLab : IDisposable
{
    public static readonly TrainingConfiguration Small = new()
    {
        Resolution = 16,
        LatentSize = 8,
        FmapMax = 8,
        Minibatch = 8,
        Mirror = true,
        FadeInKimg = 0.04,
        StabilizeKimg = 0.04,
        Seed = 5,
    };

    private readonly TemporaryFolder folder = new();

    public PhaseLab(TrainingConfiguration? configuration = null, IImageSource? images = null)
    {
        var facts = DatasetBuilder.Build("discs", images ?? new Discs(), folder.File("discs"), CancellationToken.None);
        Phases = ExperimentPath.Of(configuration ?? Small, facts);
    }

    /// <summary>4 stabilize, 8 fade-in, 8 stabilize, 16 fade-in, 16 stabilize.</summary>
    public ImmutableArray<PlannedPhase> Phases { get; }

    public string Folder => folder.Path;

    public PhaseWork Work(int phase, CheckpointReference? startFrom, string output) => new()
    {
        Phase = Phases[phase],
        DatasetDirectory = folder.File("discs"),
        StartFrom = startFrom,
        Evaluation = new EvaluationPlan(TickKimg: 0.016, SwdKimg: 1000, SwdImages: 16, MeasureReferences: false),
        OutputDirectory = folder.File(output),
    };

    /// <summary>Trains the phases before <paramref name="count"/> one after the other.</summary>
    /// <returns>The last one's end; null for none.</returns>
    public CheckpointReference? Train(int count, string output = "run")
    {
        CheckpointReference? last = null;
        for (var phase = 0; phase < count; phase++)
        {
            var progress = new RecordedProgress();
            Assert.IsType<PhaseOutcome.Finished>(
                PhaseTrainer.Run(Work(phase, last, $"{output}/{phase}"), progress, CancellationToken.None));
            last = progress.Final;
        }
        return last;
    }

    public void Dispose() => folder.Dispose();
}
