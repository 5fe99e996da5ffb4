using System.Collections.Immutable;
using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class ComparisonPointTests
{
    [Fact]
    public void a_point_is_the_mean_over_its_seeds_with_the_standard_error_of_each_number()
    {
        var row = Table(Point("(a) x", Seed(1, 7, 8, 0.28), Seed(2, 9, 12, 0.30))).Rows.Single();

        Assert.Equal(("(a)", "x", "s.1", true, null),
            (row.Letter, row.Configuration, row.Experiment, row.IsComparable, row.Note));
        Assert.Equal((8, 10, 9, 0.29), (row.Result!.Levels[32], row.Result.Levels[16], row.Result.Average,
            Math.Round(row.Result.MsSsim!.Value, 9)));
        var errors = row.Seeds!.StandardErrors!;
        Assert.Equal((1, 2, 1.5, 0.01),
            (errors.Levels[32], errors.Levels[16], errors.Average, Math.Round(errors.MsSsim!.Value, 9)));
        Assert.Equal("2 seeds", row.Seeds.Count());
    }

    [Fact]
    public void the_best_is_the_best_mean_and_not_the_luckiest_seed()
    {
        var table = Table(Point("lucky", Seed(1, 1, 1, 0.5), Seed(2, 9, 9, 0.5)),
            Point("steady", Seed(3, 4, 4, 0.4), Seed(4, 4, 4, 0.4)));

        Assert.Empty(table.Rows[0].Best);
        Assert.Equal(["32", "16", "avg", "msSsim"], table.Rows[1].Best);
    }

    [Fact]
    public void a_mean_that_leaves_seeds_out_says_how_many_and_why()
    {
        var row = Table(Point(
            "x", Seed(1, 7, 8), Lost(2, "diverged: d_loss is NaN"), Lost(3, "waits"), Lost(4, "waits"))).Rows.Single();

        Assert.Equal((7, "1 of 4 seeds", "diverged: d_loss is NaN; waits"),
            (row.Result!.Levels[32], row.Seeds!.Count(), row.Note));
        Assert.Equal(["s.1", "s.2", "s.3", "s.4"], row.Seeds.Experiments);
        Assert.Equal(["s.1"], row.Seeds.Measured);
        Assert.Null(row.Seeds.StandardErrors);
    }

    [Fact]
    public void a_point_without_a_result_says_why()
    {
        var table = Table(Point("x", Lost(1, "waits"), Lost(2, "waits")));

        Assert.Equal((null, false, "waits", "0 of 2 seeds"),
            (table.Rows[0].Result, table.Rows[0].IsComparable, table.Rows[0].Note, table.Rows[0].Seeds!.Count()));
        Assert.Null(table.Resolution);
    }

    [Fact]
    public void seeds_on_the_common_ground_are_compared_and_the_others_left_out()
    {
        var row = Table(Point("x", Seed(1, 7, 8), Seed(2, 7, 8), Seed(3, 1, 1, images: 64))).Rows.Single();

        Assert.Equal((7, "2 of 3 seeds", "not compared: measured with 64 images, the others with 2048"),
            (row.Result!.Levels[32], row.Seeds!.Count(), row.Note));
    }

    [Fact]
    public void a_longer_point_has_a_mean_that_is_not_compared()
    {
        var table = Table(Point("x", Seed(1, 7, 8), Seed(2, 7, 8), Seed(5, 7, 8)),
            Point("(h) converged", Seed(3, 2, 2, nimg: 200_000), Seed(4, 4, 4, nimg: 200_000)));

        Assert.Equal((3, false, "not compared: 200 kimg, the others 100", "2 seeds"), (table.Rows[1].Result!.Average,
            table.Rows[1].IsComparable, table.Rows[1].Note, table.Rows[1].Seeds!.Count()));
        Assert.Empty(table.Rows[0].Best);
        Assert.Equal((32, 100, 2048), (table.Resolution, table.Kimg, table.Images));
    }

    [Fact]
    public void ms_ssim_is_the_mean_over_the_seeds_that_have_it()
    {
        var row = Table(Point("x", Seed(1, 7, 8, 0.28), Seed(2, 9, 8, null), Seed(3, 8, 8, null))).Rows.Single();

        Assert.Equal(
            (0.28, null, "MS-SSIM of 1 of 3 seeds"), (row.Result!.MsSsim, row.Seeds!.StandardErrors!.MsSsim, row.Note));
    }

    private static ComparisonTable Table(params ComparisonPoint[] points) => ComparisonTable.Of(points, null, null);

    private static ComparisonPoint Point(string name, params ComparisonEntry[] seeds) => new(name, [.. seeds]);

    private static ComparisonEntry Lost(int number, string why) => new($"s.{number}", "", 100_000, null, why);

    private static ComparisonEntry Seed(
        int number, double fine, double coarse, double? msSsim = 0.3, long nimg = 100_000, int images = 2048) => new(
        $"s.{number}", "", nimg, new Measurement
        {
            Average = (fine + coarse) / 2,
            Levels = ImmutableSortedDictionary<int, double>.Empty.Add(32, fine).Add(16, coarse),
            Resolution = 32,
            Nimg = nimg,
            Images = images,
            MsSsim = msSsim,
        }, null);
}
