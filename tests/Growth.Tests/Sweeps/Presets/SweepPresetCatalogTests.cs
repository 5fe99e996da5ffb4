using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Growth.Tests.Sweeps.Presets;

public sealed class SweepPresetCatalogTests
{
    public static TheoryData<string> Names => [.. SweepPresetCatalog.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void every_preset_makes_a_sweep_for_any_dataset_that_reads_back_as_it_is(string name)
    {
        foreach (var dataset in new[] { Seeded.Fashion, Seeded.Large, Seeded.Fashion with { Resolution = 16 } })
        {
            var sweep = SweepPresetCatalog.Get(name)
                .For(new SweepRequest(dataset) { Seed = 7, Name = "mine" }).Definition;
            Assert.Equal(("mine", dataset.Name), (sweep.Name, sweep.Dataset));
            Assert.All(SweepPlan.Of(sweep, dataset).Experiments, e => Assert.Equal(7, e.Configuration.Seed));
            var written = SweepDocument.Write(sweep).ToJsonString();
            Assert.Equal(written, SweepDocument.Write(SweepDocument.Read(written)).ToJsonString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void every_preset_is_scaled_to_its_budget(string name)
    {
        var sweep = SweepPresetCatalog.Get(name).For(new SweepRequest(Seeded.Fashion) { Kimg = 900 }).Definition;
        var plan = SweepPlan.Of(sweep, Seeded.Fashion);
        Assert.InRange(plan.Tree.ImagesDistinct, 0, 900_100);
        Assert.InRange(SharesByDesign(name) ? plan.Tree.ImagesDistinct : plan.Tree.ImagesRequested, 899_900, 900_100);
        Assert.InRange(plan.Experiments.Length, 2, 9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void too_small_a_budget_is_refused_with_the_least_that_is_enough(string name)
    {
        var preset = SweepPresetCatalog.Get(name);
        var sentence = Assert.Throws<InvalidInputException>(() =>
            preset.For(new SweepRequest(Seeded.Fashion) { Kimg = 0.1 })).Message;
        var least = double.Parse(
            sentence.Split("at least ")[1].Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotEmpty(preset.For(new SweepRequest(Seeded.Fashion) { Kimg = least }).Heading);
    }

    /// <summary>
    /// The rows of an ablation have a budget each; a search at the final resolution has one for its whole growth tree.
    /// </summary>
    private static bool SharesByDesign(string name) => name is not ("karras-table1" or "no-growing");

    [Fact]
    public void there_is_one_for_every_training_preset()
    {
        Assert.Empty(PresetCatalog.All.Select(p => p.Name).Except(SweepPresetCatalog.All.Select(p => p.Name)));
    }

    [Fact]
    public void grown_and_not_grown_see_equally_many_images()
    {
        var plan = SweepPlan.Of(
            SweepPresetCatalog.Get("no-growing").For(new SweepRequest(Seeded.Fashion) { Kimg = 777.777 }).Definition,
            Seeded.Fashion);
        Assert.Equal([1, 7], plan.Experiments.Select(e => e.Phases.Length));
        Assert.Single(plan.Experiments.Select(e => e.Phases[^1].Recipe.End).Distinct());
    }

    [Fact]
    public void a_shorter_run_has_an_average_that_forgets_sooner()
    {
        var configuration = SweepPresetCatalog.Get("v2-1gpu")
            .For(new SweepRequest(Seeded.Fashion) { Kimg = 300 }).Definition.Base.Apply();
        Assert.InRange(configuration.EmaHalfLifeKimg.At(32), 0.25, 3);
        Assert.True(double.IsNaN(SweepPresetCatalog.Get("v2-1gpu").For(new SweepRequest(Seeded.Fashion)).Definition.Base
            .Apply().EmaHalfLifeKimg.At(32)));
    }

    [Fact]
    public void an_unknown_preset_is_refused_with_a_hint()
    {
        var e = Assert.Throws<InvalidInputException>(() => SweepPresetCatalog.Get("karras-table2"));
        Assert.StartsWith("There is no sweep preset 'karras-table2'; did you mean 'karras-table1'?", e.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1L, "mine", "Setting 'seed' in the request is -1")]
    [InlineData(1L, " ", "The name of a sweep has 1 to 100 characters.")]
    public void a_bad_seed_or_name_is_refused(long seed, string name, string sentence)
    {
        var e = Assert.Throws<InvalidInputException>(() => SweepPresetCatalog.Get("fashion-mnist-demo")
            .For(new SweepRequest(Seeded.Fashion) { Seed = seed, Name = name }));
        Assert.StartsWith(sentence, e.Message, StringComparison.Ordinal);
    }
}
