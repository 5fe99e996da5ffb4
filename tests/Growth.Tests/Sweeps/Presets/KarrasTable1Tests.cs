using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Growth.Tests.Sweeps.Presets;

public sealed class KarrasTable1Tests
{
    private static readonly DatasetFacts Faces = new("faces", new string('c', 64), 128, 3, 200_000, 0);

    [Fact]
    public void at_the_papers_size_it_has_the_papers_numbers()
    {
        var rows = Plan(new SweepRequest(Faces) { Kimg = 100_000 }).Experiments;
        var (a, b, c, d, g, h) = (rows[0].Configuration, rows[1].Configuration, rows[2].Configuration,
            rows[3].Configuration, rows[7].Configuration, rows[8].Configuration);
        Assert.Equal((128, 2048, 512, 512, 16384), (g.Resolution, g.FmapBase, g.FmapMax, g.LatentSize, g.SwdImages));
        Assert.Equal(
            [800_000, 800_000, 800_000, 800_000, 800_000, 800_000, 800_000, 800_000, 800_000, 800_000, 2_000_000],
            rows[7].Phases.Select(p => p.Recipe.Images));
        Assert.Equal((64, 64, 16), (a.Minibatch.At(128), b.Minibatch.At(128), c.Minibatch.At(128)));
        Assert.Equal((128, 5, 0.9, 0.0001), (b.LatentSize, b.CriticRepeats, b.AdamBeta2, b.LearningRate.At(4)));
        Assert.Equal((GeneratorNorm.None, MinibatchLayer.None, false),
            (d.Layers.GeneratorNorm, d.Layers.MinibatchLayer, d.Layers.EqualizedLearningRate));
        Assert.Equal(LayerOptions.Default, g.Layers);
        Assert.Equal(Math.Pow(0.999, 4), b.EmaBetaAt(128), 1e-5);
        Assert.Equal(0.999, g.EmaBetaAt(128), 1e-5);
        Assert.Equal(8192, h.FmapBase);
    }

    [Theory]
    [InlineData(20, 16)]
    [InlineData(960, 32)]
    [InlineData(1234.567, 32)]
    [InlineData(50_000, 128)]
    public void every_row_but_the_converged_one_sees_equally_many_images_and_all_together_the_budget(
        double budget, int resolution)
    {
        var rows = Plan(new SweepRequest(Faces) { Kimg = budget, Resolution = resolution }).Experiments;
        var images = rows.Select(r => r.Phases[^1].Recipe.End).ToArray();
        Assert.Single(images[..8].Distinct());
        Assert.Equal(2 * images[0], images[8]);
        Assert.InRange(images.Sum(), budget * 1000 - 10, budget * 1000 + 10);
        Assert.All(rows, r => Assert.Equal(resolution, r.Configuration.Resolution));
        Assert.All(rows.SelectMany(r => r.Phases), p =>
            Assert.True(p.Recipe.Images >= p.Recipe.Minibatch * p.Recipe.CriticRepeats));
    }

    [Fact]
    public void rows_are_the_papers_in_its_order()
    {
        Assert.Equal(
            ["(a) Gulrajani et al. 2017", "(b) + progressive growing", "(c) + small minibatch",
                "(d) + revised training parameters", "(e*) + minibatch discrimination",
             "(e) + minibatch stddev", "(f) + equalized learning rate", "(g) + pixelwise normalization",
             "(h) converged"],
            Plan(new SweepRequest(Seeded.Fashion)).Experiments.Select(r => r.Name));
    }

    [Fact]
    public void only_the_first_row_does_not_grow()
    {
        var rows = Plan(new SweepRequest(Seeded.Fashion)).Experiments;
        Assert.Equal([1, 7, 7, 7, 7, 7, 7, 7, 7], rows.Select(r => r.Phases.Length));
        Assert.Equal((32, PhaseKind.Stabilize), (rows[0].Phases[0].Recipe.Resolution, rows[0].Phases[0].Recipe.Kind));
    }

    [Fact]
    public void a_small_budget_makes_small_networks_and_the_converged_row_larger_ones()
    {
        var rows = Plan(new SweepRequest(Seeded.Fashion) { Kimg = 1000 }).Experiments;
        Assert.Equal([64, 64, 64, 64, 32], rows[7].Phases[^1].Recipe.FeatureMaps);
        Assert.Equal([64, 64, 64, 64, 64], rows[8].Phases[^1].Recipe.FeatureMaps);
        var tiny = Plan(new SweepRequest(Seeded.Fashion) { Kimg = 100 }).Experiments;
        Assert.Equal((8, 32, 32), (tiny[7].Configuration.Minibatch.At(4), tiny[0].Configuration.Minibatch.At(32),
            tiny[7].Configuration.FmapMax));
    }

    [Fact]
    public void labels_are_left_alone_and_few_images_are_measured_against_as_many_others()
    {
        var few = Seeded.Fashion with { Images = 500 };
        var row = Plan(new SweepRequest(few)).Experiments[7].Configuration;
        Assert.Equal((false, 250), (row.Conditional, row.SwdImages));
    }

    [Theory]
    [InlineData(19.99, null,
        "The budget is 19.99 kimg, but karras-table1 to 32 px needs at least 20: "
        + "with less, a phase would be shorter than one iteration.")]
    [InlineData(0.0, null, "The budget is 0 kimg; it must be greater than 0 and at most 1000000000.")]
    [InlineData(double.NaN, null, "The budget is NaN kimg; it must be greater than 0 and at most 1000000000.")]
    [InlineData(null, 64,
        "The resolution is 64 px; it must be a power of two from 16 to 32: "
        + "the images of dataset 'fashion-mnist' have no more.")]
    [InlineData(null, 24,
        "The resolution is 24 px; it must be a power of two from 16 to 32: "
        + "the images of dataset 'fashion-mnist' have no more.")]
    [InlineData(null, 8,
        "The resolution is 8 px; it must be a power of two from 16 to 32: "
        + "the images of dataset 'fashion-mnist' have no more.")]
    public void what_can_not_be_is_refused_in_one_sentence(double? budget, int? resolution, string sentence)
    {
        var request = new SweepRequest(Seeded.Fashion) { Kimg = budget, Resolution = resolution };
        Assert.Equal(sentence,
            Assert.Throws<InvalidInputException>(() => SweepPresetCatalog.Get("karras-table1").For(request)).Message);
    }

    [Fact]
    public void it_goes_no_further_than_the_paper()
    {
        Assert.Equal(128, Plan(new SweepRequest(Seeded.Large)).Experiments[7].Configuration.Resolution);
        var e = Assert.Throws<InvalidInputException>(() => Plan(new SweepRequest(Seeded.Large) { Resolution = 256 }));
        Assert.Equal(
            "The resolution is 256 px; it must be a power of two from 16 to 128: karras-table1 goes no further.",
            e.Message);
    }

    [Fact]
    public void images_below_swds_first_resolution_are_refused()
    {
        var e = Assert.Throws<InvalidInputException>(() =>
            Plan(new SweepRequest(Seeded.Fashion with { Resolution = 8 })));
        Assert.Equal(
            "The images of dataset 'fashion-mnist' have 8 px; karras-table1 needs at least 16, where SWD begins.",
            e.Message);
    }

    private static SweepPlan Plan(SweepRequest request) =>
        SweepPlan.Of(SweepPresetCatalog.Get("karras-table1").For(request).Definition, request.Dataset);
}
