using PgGanLab.Growth;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Metrics.Features;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

public sealed class PhaseTrainerTests : TorchTest
{
    [Fact]
    public void a_run_grows_phase_by_phase_and_is_measured_from_16_pixels_up()
    {
        using var lab = new PhaseLab();
        CheckpointReference? last = null;
        for (var i = 0; i < lab.Phases.Length; i++)
        {
            var recipe = lab.Phases[i].Recipe;
            using var progress = new RecordedProgress();
            var outcome = PhaseTrainer.Run(lab.Work(i, last, $"{i}"), progress, progress.Stop);

            var nimg = Assert.IsType<PhaseOutcome.Finished>(outcome).Nimg;
            Assert.InRange(nimg, recipe.End, recipe.End + recipe.Minibatch);
            Assert.Equal(recipe.Resolution >= 16 ? 1 : 0, progress.Swd.Count);
            Assert.All(progress.Swd, swd => Assert.Equal((16, 16, nimg), (swd.Resolution, swd.Images, swd.Nimg)));
            Assert.All(
                progress.Swd, swd => Assert.Equal(recipe.Kind == PhaseKind.Stabilize, swd.MsSsim is > 0 and <= 1));
            Assert.Equal(progress.Ticks.Select(t => t.Nimg), progress.Samples.Select(s => s.Nimg));
            Assert.All(progress.Samples, s => Assert.True(File.Exists(s.Path)));
            Assert.Equal(1, progress.Ticks[^1].Alpha);
            Assert.Equal(
                ["d_loss", "fake_score", "g_loss", "gradient_norm", "gradient_penalty", "real_score"],
                progress.Ticks[0].Values.Keys);
            last = progress.Final;
        }
    }

    /// <summary>
    /// Where a device ran out of memory is on record; whoever goes on from before that point, or from after it, takes
    /// the same shares at the same steps.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void a_phase_that_was_split_has_the_same_bytes_however_often_it_is_interrupted(int saves)
    {
        using var lab = new PhaseLab();
        PhaseWork Work(CheckpointReference? start, string output) => lab.Work(0, start, output) with
        {
            SnapshotEvery = TimeSpan.Zero,
            Splits = [new PhaseSplit(8, 1, 8, 4)],
        };
        using var whole = new RecordedProgress();
        PhaseTrainer.Run(lab.Work(0, null, "whole"), whole, whole.Stop);
        using var split = new RecordedProgress();
        PhaseTrainer.Run(Work(null, "split"), split, split.Stop);
        Assert.NotEqual(whole.Final.Sha256, split.Final.Sha256);

        CheckpointReference? start = null;
        PhaseOutcome outcome;
        do
        {
            using var progress = new RecordedProgress(stopAfterSaves: saves);
            outcome = PhaseTrainer.Run(Work(start, $"interrupted-{saves}"), progress, progress.Stop);
            start = progress.Checkpoints.Count > 0 ? progress.Last : start;
        }
        while (outcome is PhaseOutcome.Stopped);

        Assert.Equal(split.Final.Sha256, start!.Sha256);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void the_same_key_gives_the_same_bytes_however_often_it_is_interrupted(int phase)
    {
        using var lab = new PhaseLab();
        var parent = lab.Train(phase);
        using var undisturbed = new RecordedProgress();
        PhaseTrainer.Run(lab.Work(phase, parent, "undisturbed"), undisturbed, undisturbed.Stop);

        foreach (var saves in (int[])[1, 2, 3])
        {
            var start = parent;
            PhaseOutcome outcome;
            do
            {
                using var progress = new RecordedProgress(stopAfterSaves: saves);
                outcome = PhaseTrainer.Run(
                    lab.Work(phase, start, $"interrupted-{saves}") with { SnapshotEvery = TimeSpan.Zero }, progress,
                    progress.Stop);
                start = progress.Checkpoints.Count > 0 ? progress.Last : start;
            }
            while (outcome is PhaseOutcome.Stopped);
            Assert.Equal(undisturbed.Final.Sha256, start!.Sha256);
        }
    }

    [Fact]
    public void two_trainers_at_once_give_the_bytes_of_each_alone()
    {
        using var lab = new PhaseLab();
        using var other = new PhaseLab(PhaseLab.Small with { Seed = 6 });
        var alone = new[] { lab.Train(2, "alone"), other.Train(2, "alone") };

        var together = new CheckpointReference?[2];
        var threads = new[] { new Thread(() => together[0] = lab.Train(2, "together")), new Thread(() =>
            together[1] = other.Train(2, "together")) };
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Equal(alone.Select(c => c!.Sha256), together.Select(c => c?.Sha256));
        Assert.NotEqual(alone[0]!.Sha256, alone[1]!.Sha256);
    }

    [Fact]
    public void a_stop_stores_a_snapshot_at_once()
    {
        using var lab = new PhaseLab();
        using var progress = new RecordedProgress();
        var outcome = PhaseTrainer.Run(lab.Work(0, null, "a"), new StopAtFirstTick(progress, out var stop), stop.Token);

        Assert.Equal(new PhaseOutcome.Stopped(16), outcome);
        Assert.Equal((16, false), (progress.Checkpoints.Single().Nimg, progress.Checkpoints.Single().Final));
        stop.Dispose();
    }

    [Fact]
    public void a_stop_before_anything_was_trained_stores_nothing()
    {
        using var lab = new PhaseLab();
        using var progress = new RecordedProgress(stopAfterSaves: 0);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.Equal(new PhaseOutcome.Stopped(0), PhaseTrainer.Run(lab.Work(0, null, "a"), progress, stopped.Token));
        Assert.Empty(progress.Checkpoints);
    }

    [Fact]
    public void a_phase_that_has_ended_is_only_measured()
    {
        using var lab = new PhaseLab();
        var end = lab.Train(5)!;
        using var progress = new RecordedProgress();
        var work = lab.Work(4, end, "again");
        var outcome = PhaseTrainer.Run(
            work with { Evaluation = work.Evaluation with { MeasureReferences = true } }, progress, progress.Stop);

        Assert.IsType<PhaseOutcome.Finished>(outcome);
        Assert.Empty(progress.Checkpoints);
        Assert.Empty(progress.Ticks);
        Assert.Single(progress.Swd);
        var (untrained, floor) = progress.References.Single();
        Assert.InRange(floor.Average, 0, untrained.Average);
        Assert.All([progress.Swd[0], untrained, floor], swd => Assert.InRange(swd.MsSsim!.Value, 0, 1));
    }

    [Fact]
    public void an_extractor_looks_at_the_end_alone_and_must_be_the_one_that_is_asked_for()
    {
        using var lab = new PhaseLab();
        var parent = lab.Train(4)!;
        var extractor = ExtractorFile.Of(
            Path.Combine(AppContext.BaseDirectory, "Metrics", "Features", "extractor.pt"));
        using var progress = new RecordedProgress();
        var work = lab.Work(4, parent, "featured") with { Extractor = extractor };
        Assert.IsType<PhaseOutcome.Finished>(PhaseTrainer.Run(work, progress, progress.Stop));

        var seen = progress.Swd[^1].Features!.Value.Single();
        Assert.Equal(extractor.Sha256, seen.Extractor);
        Assert.True(double.IsFinite(seen.Kid) && seen.Fid > 0);
        Assert.All(progress.Swd.SkipLast(1), swd => Assert.Null(swd.Features));

        using var again = new RecordedProgress();
        PhaseTrainer.Run(lab.Work(4, progress.Final, "again") with { Extractor = extractor }, again, again.Stop);
        Assert.Equal(seen, again.Swd.Single().Features!.Value.Single());

        var other = extractor with { Sha256 = new string('0', 64) };
        var refused = Assert.Throws<InvalidInputException>(() =>
            PhaseTrainer.Run(lab.Work(4, progress.Final, "other") with { Extractor = other }, again, again.Stop));
        Assert.Contains("is not extractor 00000000", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_phase_that_earlier_minibatches_have_used_up_still_has_a_checkpoint()
    {
        using var lab = new PhaseLab(PhaseLab.Small with { FadeInKimg = 0.004 });
        Assert.Equal(PhaseKind.FadeIn, lab.Phases[1].Recipe.Kind);
        var parent = lab.Train(1);
        using var progress = new RecordedProgress();

        Assert.Equal(
            new PhaseOutcome.Finished(48), PhaseTrainer.Run(lab.Work(1, parent, "a"), progress, progress.Stop));
        using var checkpoint = Checkpoint.Open(progress.Final);
        Assert.Equal(
            (48L, 0L, 0L), (checkpoint.Header.Nimg, checkpoint.Header.AdamStepsG, checkpoint.Header.AdamStepsD));
    }

    [Fact]
    public void optimizers_begin_fresh_with_new_layers_and_go_on_otherwise()
    {
        using var lab = new PhaseLab(PhaseLab.Small with { CriticRepeats = 2 });
        var steps = Enumerable.Range(1, 3).Select(count =>
        {
            using var checkpoint = Checkpoint.Open(lab.Train(count, $"to{count}")!);
            return (checkpoint.Header.Nimg, checkpoint.Header.AdamStepsG, checkpoint.Header.AdamStepsD);
        });

        Assert.Equal([(48, 3, 6), (80, 2, 4), (128, 5, 10)], steps);
    }

    [Fact]
    public void without_a_fade_in_optimizers_begin_fresh_when_the_new_layers_stabilize()
    {
        using var lab = new PhaseLab(PhaseLab.Small with { FadeInKimg = 0 });
        Assert.Equal((PhaseKind.Stabilize, 8), (lab.Phases[1].Recipe.Kind, lab.Phases[1].Recipe.Resolution));
        using var checkpoint = Checkpoint.Open(lab.Train(2)!);
        Assert.Equal((checkpoint.Header.Nimg - 48) / 8, checkpoint.Header.AdamStepsG);
    }

    [Theory]
    [InlineData(1e30, 0.001)]
    [InlineData(0.001, 1e30)]
    public void numbers_that_are_not_finite_end_the_phase(double learningRate, double discriminatorLearningRate)
    {
        using var lab = new PhaseLab(
            PhaseLab.Small with { LearningRate = learningRate, DiscriminatorLearningRate = discriminatorLearningRate });
        using var progress = new RecordedProgress();
        var outcome = PhaseTrainer.Run(lab.Work(0, null, "a"), progress, progress.Stop);

        var diverged = Assert.IsType<PhaseOutcome.Diverged>(outcome);
        Assert.Equal(4, diverged.Resolution);
        Assert.InRange(diverged.Nimg, 0, 16);
        Assert.Contains(diverged.Term, diverged.Reason, StringComparison.Ordinal);
        Assert.Empty(progress.Checkpoints);
    }

    [Fact]
    public void a_checkpoint_of_another_phase_is_refused()
    {
        using var lab = new PhaseLab();
        var first = lab.Train(1);
        using var progress = new RecordedProgress();

        var e = Assert.Throws<CheckpointDamagedException>(() =>
            PhaseTrainer.Run(lab.Work(2, first, "a"), progress, progress.Stop));
        Assert.Contains(lab.Phases[2].Key.Short, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_parents_snapshot_is_no_start()
    {
        using var lab = new PhaseLab();
        using var progress = new RecordedProgress(stopAfterSaves: 1);
        PhaseTrainer.Run(lab.Work(0, null, "0") with { SnapshotEvery = TimeSpan.Zero }, progress, progress.Stop);

        Assert.Throws<CheckpointDamagedException>(() =>
            PhaseTrainer.Run(lab.Work(1, progress.Last, "1"), progress, CancellationToken.None));
    }

    [Fact]
    public void another_dataset_is_refused()
    {
        using var lab = new PhaseLab();
        DatasetBuilder.Build(
            "other", new Tests.Data.Discs(count: 32), Path.Combine(lab.Folder, "other"), CancellationToken.None);
        using var progress = new RecordedProgress();

        var e = Assert.Throws<DatasetDamagedException>(() => PhaseTrainer.Run(
            lab.Work(0, null, "a") with { DatasetDirectory = Path.Combine(lab.Folder, "other") }, progress,
            progress.Stop));
        Assert.Contains(lab.Phases[0].Recipe.Root.Dataset, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void what_nobody_knows_of_is_removed_at_the_start()
    {
        using var lab = new PhaseLab();
        using var first = new RecordedProgress(stopAfterSaves: 3);
        var work = lab.Work(0, null, "a") with { SnapshotEvery = TimeSpan.Zero };
        PhaseTrainer.Run(work, first, first.Stop);
        var known = new CheckpointReference(first.Checkpoints[1].Path, first.Checkpoints[1].Sha256);
        File.WriteAllText(Path.Combine(work.OutputDirectory, "final.safetensors.0.tmp"), "half");

        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        PhaseTrainer.Run(work with { StartFrom = known }, first, stopped.Token);

        Assert.Equal(
            first.Checkpoints.Take(2).Select(c => c.Path),
            Directory.EnumerateFiles(work.OutputDirectory, "*safetensors*").Order(StringComparer.Ordinal));
    }

    /// <summary>Asks for a stop as soon as the first tick is reported.</summary>
    private sealed class StopAtFirstTick : IPhaseProgress
    {
        private readonly RecordedProgress inner;
        private readonly CancellationTokenSource stop = new();

        public StopAtFirstTick(RecordedProgress inner, out CancellationTokenSource stop)
        {
            this.inner = inner;
            stop = this.stop;
        }

        public void Ticked(Tick tick) => stop.Cancel();

        public void Sampled(SampleFile sample) => inner.Sampled(sample);

        public void Split(PhaseSplit split) => inner.Split(split);

        public void Measured(Measurement swd) => inner.Measured(swd);

        public void MeasuredReferences(Measurement untrained, Measurement floor) =>
            inner.MeasuredReferences(untrained, floor);

        public void Saved(CheckpointFile checkpoint, TimeSpan took) => inner.Saved(checkpoint, took);
    }
}
