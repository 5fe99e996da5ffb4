using PgGanLab.Growth.Configuration;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Tests.Training;

/// <summary>Whole phases under settings that the paper's defaults leave off.</summary>
public sealed class EverySettingTests : TorchTest
{
    private static readonly TrainingConfiguration Usual = PhaseLab.Small;

    private static readonly Dictionary<string, TrainingConfiguration> Variants = new()
    {
        ["conditional"] = Usual with { Conditional = true },
        ["conditional, balanced classes, logistic"] = Usual with
        {
            Conditional = true,
            LabelSampling = LabelSampling.Balanced,
            Loss = new LossOptions { Kind = LossKind.Logistic }
        },
        ["least squares with noise"] = Usual with { Loss = new LossOptions { Kind = LossKind.Lsgan } },
        ["adaptive augmentation"] = Usual with
        {
            Augment = new AugmentOptions
            {
                Color = true,
                Translation = true,
                Cutout = true,
                Probability = double.NaN,
                Target = 0.1,
                Kimg = 0.05
            }
        },
        ["bfloat16"] = Usual
            with
        { Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Bfloat16, LowPrecisionFrom = 8 } },
        ["split minibatch"] = Usual with { MaxMinibatchPerDevice = 4 },
        ["baseline of table 1"] = Usual with
        {
            Layers = new LayerOptions
            {
                GeneratorNorm = GeneratorNorm.Batch,
                DiscriminatorNorm = DiscriminatorNorm.Layer,
                MinibatchLayer = MinibatchLayer.Discrimination,
                EqualizedLearningRate = false,
                NormalizeLatents = false,
                LeakyRelu = false,
                TanhAtEnd = true,
            },
            LearningRate = 0.0001,
        },
        ["official order and norms, no reset, repeats"] = Usual with
        {
            Layers = new LayerOptions { FusedScale = true },
            Loss = new LossOptions { PenaltyPixels = PenaltyPixels.Official },
            ResetOptimizer = false,
            MinibatchRepeats = 2,
            EmaHalfLifeKimg = 0.05,
        },
        ["from 8 px on"] = Usual with { StartResolution = 8 },
        ["without growing"] = Usual with { StartResolution = 16 },
    };

    public static TheoryData<string> Names => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void a_run_is_trained_to_its_end_and_the_same_however_it_is_interrupted(string variant)
    {
        using var lab = new PhaseLab(Variants[variant]);
        var parent = lab.Train(lab.Phases.Length - 1);
        var whole = lab.Train(lab.Phases.Length, "whole")!;

        var start = parent;
        PhaseOutcome outcome;
        do
        {
            using var progress = new RecordedProgress(stopAfterSaves: 2);
            outcome = PhaseTrainer.Run(
                lab.Work(lab.Phases.Length - 1, start, "interrupted") with { SnapshotEvery = TimeSpan.Zero }, progress,
                progress.Stop);
            start = progress.Checkpoints.Count > 0 ? progress.Last : start;
        }
        while (outcome is PhaseOutcome.Stopped);

        Assert.IsType<PhaseOutcome.Finished>(outcome);
        Assert.Equal(whole.Sha256, start!.Sha256);
    }

    [Fact]
    public void noise_and_augmentation_are_remembered_in_checkpoints()
    {
        using var noisy = new PhaseLab(Variants["least squares with noise"]);
        using var augmented = new PhaseLab(Variants["adaptive augmentation"]);
        using var plain = new PhaseLab();
        Assert.NotEqual(0, Memory(noisy).FakeScoreAverage);
        Assert.NotEqual(0, Memory(augmented).AugmentProbability);
        Assert.Equal(StepMemory.None, Memory(plain));
    }

    [Theory]
    [InlineData("conditional",
        "d_loss fake_score g_loss gradient_norm gradient_penalty label_penalty_fakes label_penalty_generator "
        + "label_penalty_reals real_score")]
    [InlineData("least squares with noise", "d_loss fake_score g_loss noise_strength real_score")]
    [InlineData("adaptive augmentation",
        "augment_probability d_loss fake_score g_loss gradient_norm gradient_penalty real_score real_sign")]
    public void ticks_report_every_term_that_a_run_has(string variant, string terms)
    {
        using var lab = new PhaseLab(Variants[variant]);
        using var progress = new RecordedProgress();
        PhaseTrainer.Run(lab.Work(0, null, "terms"), progress, progress.Stop);
        Assert.All(progress.Ticks, tick => Assert.Equal(terms, string.Join(' ', tick.Values.Keys)));
        Assert.All(progress.Ticks.SelectMany(tick => tick.Values.Values), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void the_loss_scale_is_reported_where_there_is_one()
    {
        using var lab = new PhaseLab();
        var recipe = lab.Phases[0].Recipe
            with
        { Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Float16, LowPrecisionFrom = 4 } };
        Assert.Equal([KeyValuePair.Create("loss_scale", 512.0)],
            RegulatorTerms.Of(recipe, StepMemory.None with { LossScale = 512 }));
        Assert.Empty(RegulatorTerms.Of(lab.Phases[0].Recipe, StepMemory.None));
    }

    [Fact]
    public void without_a_reset_optimizers_go_on_when_layers_are_added()
    {
        using var lab = new PhaseLab(Usual with { ResetOptimizer = false });
        using var checkpoint = Checkpoint.Open(lab.Train(2)!);
        Assert.Equal(checkpoint.Header.Nimg / 8, checkpoint.Header.AdamStepsG);
    }

    [Fact]
    public void optimizers_begin_fresh_after_a_fade_in_where_that_is_asked_for()
    {
        using var lab = new PhaseLab(Usual with { ResetOptimizerAfterFadeIn = true });
        using var fadedIn = Checkpoint.Open(lab.Train(2, "fadedIn")!);
        using var stable = Checkpoint.Open(lab.Train(3, "stable")!);

        Assert.Equal((stable.Header.Nimg - fadedIn.Header.Nimg) / 8, stable.Header.AdamStepsG);
        Assert.True(fadedIn.Header.AdamStepsG > 0);
    }

    [Fact]
    public void samples_that_are_all_alike_end_the_phase_as_collapsed()
    {
        using var lab = new PhaseLab(Usual with { Guard = new GuardOptions { MinSampleVariance = 1 } });
        using var progress = new RecordedProgress();

        var diverged = Assert.IsType<PhaseOutcome.Diverged>(
            PhaseTrainer.Run(lab.Work(0, null, "a"), progress, progress.Stop));

        Assert.Equal("variance of Gs' samples", diverged.Term);
        Assert.Contains("guardMinSampleVariance", diverged.Reason, StringComparison.Ordinal);
        Assert.Contains("nimg 16, 4x4, alpha 1", diverged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void samples_that_vary_too_much_end_the_phase_where_the_band_says_so()
    {
        using var lab = new PhaseLab(Usual with { Guard = new GuardOptions { MaxSampleVariance = 1e-6 } });
        using var progress = new RecordedProgress();

        var diverged = Assert.IsType<PhaseOutcome.Diverged>(
            PhaseTrainer.Run(lab.Work(0, null, "a"), progress, progress.Stop));

        Assert.Contains("guardMaxSampleVariance", diverged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void two_devices_train_as_one_does()
    {
        using var lab = new PhaseLab();
        using var one = new RecordedProgress();
        using var two = new RecordedProgress();
        var work = lab.Work(0, null, "one");
        PhaseTrainer.Run(work, one, one.Stop);
        PhaseTrainer.Run(
            work with { OutputDirectory = Path.Combine(lab.Folder, "two"), OtherDevices = ["cpu"] }, two, two.Stop);

        foreach (var (name, value) in one.Ticks[0].Values)
            Assert.Equal(value, two.Ticks[0].Values[name], 1e-2 * Math.Max(1, Math.Abs(value)));
        Assert.Equal(one.Final.Path.Length, two.Final.Path.Length);
    }

    private static StepMemory Memory(PhaseLab lab)
    {
        using var checkpoint = Checkpoint.Open(lab.Train(2, "memory")!);
        return checkpoint.Header.Memory;
    }
}
