using System.Collections.Immutable;
using PgGanLab.Growth.Results;

namespace PgGanLab.Growth.Tests.Results;

public sealed class ComparisonTableTests
{
    [Fact]
    public void the_best_of_each_column_is_among_rows_that_were_measured_alike()
    {
        var table = Table(null, Row("(a) Gulrajani et al. 2017", 12.99, 7.62, 0.2854),
            Row("(b) + progressive growing", 4.62, 3.78, 0.2838),
            Row("(h) converged", 2.42, 2.24, 0.2828, nimg: 200_000));
        Assert.Equal((32, 100, 2048), (table.Resolution, table.Kimg, table.Images));
        Assert.Equal([32, 16], table.Levels);
        Assert.Empty(table.Rows[0].Best);
        Assert.Equal(["32", "16", "avg", "msSsim"], table.Rows[1].Best);
        Assert.Equal(
            (false, "not compared: 200 kimg, the others 100"), (table.Rows[2].IsComparable, table.Rows[2].Note));
        Assert.Empty(table.Rows[2].Best);
    }

    [Fact]
    public void real_images_are_the_mark_of_ms_ssim()
    {
        var table = Table(0.29, Row("a", 5, 5, 0.1), Row("b", 4, 4, 0.28));
        Assert.DoesNotContain("msSsim", table.Rows[0].Best);
        Assert.Contains("msSsim", table.Rows[1].Best);
    }

    [Theory]
    [InlineData("(e*) + minibatch discrimination", "(e*)", "+ minibatch discrimination")]
    [InlineData("learningRate@16 0.001", "", "learningRate@16 0.001")]
    [InlineData("(unlettered remark) run", "", "(unlettered remark) run")]
    public void a_letter_stands_apart_from_its_configuration(string name, string letter, string configuration)
    {
        var row = Table(null, Row(name, 5, 5, null)).Rows[0];
        Assert.Equal((letter, configuration), (row.Letter, row.Configuration));
    }

    [Fact]
    public void a_row_says_why_it_is_not_compared()
    {
        var usual = Row("a", 5, 5, null);
        var table = Table(null, usual, usual, Row("b", 5, 5, null, images: 64),
            usual with { Result = usual.Result! with { Resolution = 16 } },
            new ComparisonEntry("s.5", "c", 100_000, null, "diverged: d_loss is NaN"));
        Assert.Equal(
            [null, null, "not compared: measured with 64 images, the others with 2048",
                "not compared: measured at 16 px, the others at 32 px", "diverged: d_loss is NaN"],
            table.Rows.Select(r => r.Note));
        Assert.Equal([true, true, false, false, false], table.Rows.Select(r => r.IsComparable));
    }

    [Fact]
    public void the_length_that_most_will_have_is_the_ground_before_they_are_finished()
    {
        var waiting = new ComparisonEntry("s.3", "(c) x", 100_000, null, "waits");
        var table = Table(null, Row("(a) x", 5, 5, null), waiting, Row("(h) converged", 2, 2, null, nimg: 200_000));
        Assert.Equal([true, false, false], table.Rows.Select(r => r.IsComparable));
        Assert.Equal("not compared: 200 kimg, the others 100", table.Rows[2].Note);
    }

    [Fact]
    public void one_result_is_the_best_of_nothing()
    {
        Assert.Empty(Table(null, Row("a", 5, 5, 0.3)).Rows[0].Best);
    }

    [Fact]
    public void before_the_first_result_there_is_no_ground()
    {
        var table = Table(null, new ComparisonEntry("s.1", "(a) x", 100_000, null, "waits"));
        Assert.Equal((null, null, null), (table.Resolution, table.Kimg, table.Images));
        Assert.Empty(table.Levels);
        Assert.Equal("waits", table.Rows[0].Note);
    }

    [Fact]
    public void fid_and_kid_of_one_extractor_stand_beside_swd()
    {
        var mine = new string('a', 64);
        ComparisonEntry[] entries =
        [
            Seen(Row("(a)", 5, 5, 0.3), mine, 20, 0.01), Seen(Row("(b)", 6, 6, 0.3), mine, 10, 0.02),
            Seen(Row("(c)", 7, 7, 0.3), new string('b', 64), 1, 0),
        ];
        var table = ComparisonTable.Of(entries, null, null, mine);
        Assert.Equal(["fid 20.00, kid 0.01000", "fid 10.00, kid 0.02000", "fid –, kid –"], table.Rows.Select(row =>
            string.Join(", ", table.Cells(row.Result).TakeLast(2).Select(c => $"{c.Column} {c.Text}"))));
        Assert.Equal([false, true, false], table.Rows.Select(r => r.Best.Contains("fid")));
        Assert.Equal([true, false, false], table.Rows.Select(r => r.Best.Contains("kid")));
        Assert.DoesNotContain("fid", ComparisonTable.Of(entries, null, null).Cells(null).Select(c => c.Column));
    }

    private static ComparisonEntry Seen(ComparisonEntry row, string extractor, double fid, double kid) =>
        row with { Result = row.Result! with { Features = [new FeatureDistance(extractor, fid, kid)] } };

    private static ComparisonTable Table(double? realMsSsim, params ComparisonEntry[] entries) =>
        ComparisonTable.Of(entries, realMsSsim is null ? null : Row("real", 1, 1, realMsSsim, nimg: 0).Result, null);

    private static ComparisonEntry Row(
        string name, double fine, double coarse, double? msSsim, long nimg = 100_000, int images = 2048) => new(
        "s.1", name, nimg, new Measurement
        {
            Average = (fine + coarse) / 2,
            Levels = ImmutableSortedDictionary<int, double>.Empty.Add(32, fine).Add(16, coarse),
            Resolution = 32,
            Nimg = nimg,
            Images = images,
            MsSsim = msSsim,
        }, null);
}
