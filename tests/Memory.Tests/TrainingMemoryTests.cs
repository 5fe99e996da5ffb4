using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Memory.Tests;

public sealed class TrainingMemoryTests(ITestOutputHelper output) : TorchTest
{
    /// <summary>How far the estimate may be from the measured peak.</summary>
    private const double Tolerance = 0.2;

    /// <summary>What the runtime itself may take and give back meanwhile, and the kernel's counters may miss.</summary>
    private const long Noise = 2_000_000;

    private static readonly TrainingConfiguration Usual = Plain(resolution: 32, maps: 32, minibatch: 8);

    private static readonly Dictionary<string, TrainingConfiguration> Variants = new()
    {
        ["bfloat16"] = Usual
            with
        { Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Bfloat16, LowPrecisionFrom = 16 } },
        ["lsgan"] = Usual with { Loss = new LossOptions { Kind = LossKind.Lsgan } },
        ["logistic"] = Usual with { Loss = new LossOptions { Kind = LossKind.Logistic } },
        ["labels"] = Usual with { Conditional = true },
        ["fused scale"] = Usual with { Layers = new LayerOptions { FusedScale = true } },
        ["layer normalization"] = Usual
            with
        { Layers = new LayerOptions { DiscriminatorNorm = DiscriminatorNorm.Layer } },
        ["batch normalization"] = Usual with { Layers = new LayerOptions { GeneratorNorm = GeneratorNorm.Batch } },
        ["no normalization"] = Usual with { Layers = new LayerOptions { GeneratorNorm = GeneratorNorm.None } },
        ["minibatch discrimination"] = Usual
            with
        { Layers = new LayerOptions { MinibatchLayer = MinibatchLayer.Discrimination } },
        ["augmentation"] = Usual
            with
        { Augment = new AugmentOptions { Color = true, Translation = true, Cutout = true } },
        ["shares of 4"] = Usual with { MaxMinibatchPerDevice = 4 },
        ["momentum"] = Usual with { AdamBeta1 = 0.5 },
        ["fewer maps at high resolutions"] = Usual with { FmapBase = 256 },
    };

    public static TheoryData<string> Names => [.. Variants.Keys];

    /// <summary>
    /// Every resolution from 4 to 64 px, minibatches of 4, 16 and 32, few maps and many: whatever one core
    /// trains in about a second.
    /// </summary>
    public static TheoryData<int, int, int, PhaseKind> Shapes
    {
        get
        {
            var shapes = from maps in new[] { 16, 64, 256 }
                         from resolution in new[] { 4, 8, 16, 32, 64 }
                         from minibatch in new[] { 4, 16, 32 }
                         from kind in new[] { PhaseKind.Stabilize, PhaseKind.FadeIn }
                         where (kind == PhaseKind.Stabilize || resolution > 4)
                             && (long)maps * maps * resolution * resolution * minibatch <= 1L << 23
                         select (resolution, maps, minibatch, kind);
            return new(shapes);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void the_estimate_is_within_a_fifth_of_the_measured_peak(
        int resolution, int maps, int minibatch, PhaseKind kind) =>
        Compare(OneIteration.Recipe(Plain(resolution, maps, minibatch), kind));

    [Theory, MemberData(nameof(Names))]
    public void so_it_is_under_settings_that_the_papers_defaults_leave_off(string variant) =>
        Compare(OneIteration.Recipe(Variants[variant], PhaseKind.Stabilize));

    private static TrainingConfiguration Plain(int resolution, int maps, int minibatch) => new()
    {
        Resolution = resolution,
        FmapMax = maps,
        LatentSize = maps,
        Minibatch = minibatch,
        FadeInKimg = 1,
        StabilizeKimg = 1,
    };

    private void Compare(PhaseRecipe recipe)
    {
        var estimated = TrainingMemory.Need(recipe).Whole;
        var measured = MemoryWatch.Peak(() => OneIteration.Train(recipe));
        var ratio = estimated / (double)measured;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{recipe.Resolution} px, {recipe.FeatureMaps[0]} maps, minibatch {recipe.Minibatch}, {recipe.Kind}: "
            + $"measured {measured / 1e6:F2} MB, estimate / measured {ratio:F3}"));
        Assert.InRange(estimated, (1 - Tolerance) * measured - Noise, (1 + Tolerance) * measured + Noise);
    }
}
