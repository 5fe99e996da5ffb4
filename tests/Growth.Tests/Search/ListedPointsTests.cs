using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Search;

public sealed class ListedPointsTests
{
    private const string Ablation = """
        {"name": "s", "dataset": "d", "base": {"resolution": 16},
         "search": {"strategy": "list", "points": [{"name": "all at once", "settings": {"startResolution": 16}}, {"name": "grown", "settings": {"learningRate@16": 0.002}}]}}
        """;

    [Fact]
    public void points_become_experiments_in_order_with_their_names_and_settings()
    {
        var plan = SweepPlan.Of(SweepDocument.Read(Ablation), Seeded.Fashion);
        Assert.Equal(["all at once", "grown"], plan.Experiments.Select(e => e.Name));
        Assert.Equal([1, 5], plan.Experiments.Select(e => e.Phases.Length));
        Assert.Equal(0.002, plan.Experiments[1].Configuration.LearningRate.At(16));
    }

    [Fact]
    public void repeats_say_their_seed()
    {
        var plan = SweepPlan.Of(SweepDocument.Read(Ablation) with { Repeats = 2 }, Seeded.Fashion);
        Assert.Equal(["all at once, seed 1000", "all at once, seed 1001", "grown, seed 1000", "grown, seed 1001"],
            plan.Experiments.Select(e => e.Name));
    }

    [Fact]
    public void the_file_form_reads_back()
    {
        var written = SweepDocument.Write(SweepDocument.Read(Ablation)).ToJsonString();
        Assert.Equal(written, SweepDocument.Write(SweepDocument.Read(written)).ToJsonString());
        Assert.Contains("all at once", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"strategy": "list"}""", "needs points")]
    [InlineData("""{"strategy": "list", "points": []}""", "needs points")]
    [InlineData(
        """{"strategy": "list", "points": [{"name": "a", "set": {}}]}""", "Unknown key 'set' in search.points[1]")]
    [InlineData("""{"strategy": "list", "points": [{"settings": {"tickKimg": 1}}]}""", "cannot be searched over")]
    [InlineData("""{"strategy": "list", "points": [{}], "space": {"mirror": [true]}}""", "points alone")]
    [InlineData("""{"strategy": "grid", "points": [{}]}""", "only strategy list")]
    public void what_is_no_list_is_refused_in_one_sentence(string search, string hint)
    {
        var e = Assert.Throws<InvalidInputException>(() =>
            SweepDocument.Read($$"""{"name": "s", "dataset": "d", "search": {{search}}}"""));
        Assert.Contains(hint, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_list_longer_than_the_budget_is_refused()
    {
        var e = Assert.Throws<InvalidInputException>(() =>
            SweepPlan.Of(SweepDocument.Read(Ablation) with { MaxExperiments = 1 }, Seeded.Fashion));
        Assert.Contains("The list has 2 points", e.Message, StringComparison.Ordinal);
    }
}
