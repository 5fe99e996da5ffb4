using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class RankingTests
{
    [Fact]
    public void the_lowest_swd_is_best() =>
        Assert.Equal(["b", "a"], Order(new("a", 16, 1000, 64, 30), new("b", 16, 1000, 64, 20)));

    [Fact]
    public void only_equal_resolution_kimg_and_image_counts_are_compared() =>
        Assert.Equal(["a"], Order(new("a", 16, 2000, 64, 30), new("b", 16, 1000, 64, 1), new("c", 8, 9000, 64, 1), new("d", 16, 2000, 32, 1)));

    [Fact]
    public void what_is_not_a_number_is_never_ranked() =>
        Assert.Equal(["b"], Order(new("a", 16, 1000, 64, double.NaN), new("b", 16, 1000, 64, 20), new("c", 32, 1000, 64, double.PositiveInfinity)));

    [Fact]
    public void no_results_no_ranking() => Assert.Empty(Ranking.Order([]));

    private static IEnumerable<string> Order(params RankedResult[] results) => Ranking.Order(results).Select(r => r.Experiment);
}
