using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Memory;

/// <summary>What follows from the estimate; that it is true is tested where networks can be trained.</summary>
public sealed class TrainingMemoryTests
{
    private static readonly TrainingConfiguration Usual =
        new() { Resolution = 64, FmapMax = 32, Minibatch = 16, FadeInKimg = 1, StabilizeKimg = 1 };

    [Fact]
    public void every_doubling_of_the_resolution_takes_more()
    {
        var needs = Phases(Usual).Where(p => p.Recipe.Kind == PhaseKind.Stabilize)
            .Select(p => TrainingMemory.Need(p.Recipe).Whole).ToArray();
        Assert.Equal(needs.Order(), needs);
        Assert.InRange(needs[^1] / (double)needs[^2], 3, 4.5);                  // four times the pixels
    }

    [Fact]
    public void layers_that_fade_in_take_more_than_they_do_later()
    {
        var needs = Phases(Usual).TakeLast(2).Select(p => TrainingMemory.Need(p.Recipe).Whole).ToArray();
        Assert.InRange(needs[0] / (double)needs[1], 1, 1.2);
    }

    [Fact]
    public void a_device_takes_the_largest_share_of_whole_sets_that_it_holds()
    {
        var recipe = Last(Usual);
        Assert.Equal(16, TrainingMemory.LargestShare(recipe, memory: null));
        Assert.Equal(16, TrainingMemory.LargestShare(recipe, TrainingMemory.Bytes(recipe, 16)));
        Assert.Equal(12, TrainingMemory.LargestShare(recipe, TrainingMemory.Bytes(recipe, 16) - 1));
        Assert.Equal(4, TrainingMemory.LargestShare(recipe, TrainingMemory.Need(recipe).Least));
        Assert.Null(TrainingMemory.LargestShare(recipe, TrainingMemory.Need(recipe).Least - 1));
    }

    [Fact]
    public void the_recipes_own_limit_is_never_passed()
    {
        var recipe = Last(Usual with { MaxMinibatchPerDevice = 8 });
        Assert.Equal(8, TrainingMemory.LargestShare(recipe, memory: null));
        Assert.Equal(TrainingMemory.Bytes(recipe, 8), TrainingMemory.Need(recipe).Whole);
    }

    [Fact]
    public void layers_that_look_at_the_whole_minibatch_are_never_split()
    {
        var need = TrainingMemory.Need(
            Last(Usual with { Layers = new LayerOptions { MinibatchLayer = MinibatchLayer.Discrimination } }));
        Assert.Equal(need.Whole, need.Least);
    }

    [Fact]
    public void a_device_without_a_known_limit_holds_everything()
    {
        Assert.True(new MemoryNeed(long.MaxValue, long.MaxValue).FitsWholeInto(null));
        Assert.False(new MemoryNeed(3, 1).FitsWholeInto(2));
        Assert.True(new MemoryNeed(3, 1).FitsInSharesInto(2));
    }

    [Theory]
    [InlineData(null, null, "no limit")]
    [InlineData(null, 3_100_000_000L, "3.1 GB free to use")]
    [InlineData(812_000_000L, null, "about 812 MB, no limit")]
    [InlineData(812_000_000L, 3_100_000_000L, "about 812 MB of 3.1 GB")]
    [InlineData(4_100_000_000L, 3_100_000_000L, "3.1 GB, all of it; whole minibatches need 4.1 GB")]
    public void a_need_is_said_beside_what_there_is(long? needed, long? limit, string text) =>
        Assert.Equal(text, MemoryText.Use(needed, limit));

    private static PhaseRecipe Last(TrainingConfiguration configuration) => Phases(configuration)[^1].Recipe;

    private static ImmutableArray<PlannedPhase> Phases(TrainingConfiguration configuration) =>
        ExperimentPath.Of(configuration, new DatasetFacts("noise", new string('0', 64), 64, 3, 1000, 0));
}
