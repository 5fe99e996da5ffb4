using System.Collections.Immutable;
using PgGanLab.Cli.Output;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Tests.Output;

public sealed class ComparisonTextTests
{
    /// <summary>Two points at 64 px, one with a lost seed.</summary>
    private static readonly ComparisonTable Table = ComparisonTable.Of(
    [
        new ComparisonPoint("(a) Gulrajani et al. 2017",
            [Seed(17, 18), Seed(29, 12), new ComparisonEntry("t.3", "", 100_000, null, "diverged: d_loss is NaN")]),
        new ComparisonPoint("(b) + progressive growing", [Seed(3, 8), Seed(9, 2)]),
    ], null, null);

    [Fact]
    public void a_wide_terminal_has_a_mean_and_its_error_on_one_line() => Assert.Equal(
        """

              training configuration         64 px         32 px         16 px           Avg           MS-SSIM
        ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
         (a)  Gulrajani et al. 2017   24.00 ± 6.00  23.00 ± 6.00  15.00 ± 3.00  19.00 ± 1.50   0.3030 ± 0.0060   2 of 3 seeds; diverged: d_loss is NaN
         (b)  + progressive growing   7.00 ± 3.00*  6.00 ± 3.00*  5.00 ± 3.00*  5.50 ± 0.00*  0.2860 ± 0.0030*   2 seeds


        * the best of the rows that can be compared

        """.Split('\n'), Rendering.Lines(ComparisonText.Of(Table, withStars: true), 150)[1..]);

    [Fact]
    public void a_terminal_of_80_columns_has_errors_and_notes_on_lines_of_their_own() => Assert.Equal(
        """

              training configuration       64 px    32 px    16 px      Avg    MS-SSIM
        ────────────────────────────────────────────────────────────────────────────────
         (a)  Gulrajani et al. 2017        24.00    23.00    15.00    19.00     0.3030
              2 of 3 seeds; diverged:     ± 6.00   ± 6.00   ± 3.00   ± 1.50   ± 0.0060
              d_loss is NaN
         (b)  + progressive growing         7.00     6.00     5.00     5.50     0.2860
              2 seeds                    ± 3.00*  ± 3.00*  ± 3.00*  ± 0.00*  ± 0.0030*


        * the best of the rows that can be compared

        """.Split('\n'), Rendering.Lines(ComparisonText.Of(Table, withStars: true), 80)[2..]);

    [Fact]
    public void a_table_without_repeats_is_drawn_in_a_narrow_terminal_too()
    {
        var table = ComparisonTable.Of([Seed(24, 15) with { Name = "(a) Gulrajani et al. 2017" }, new ComparisonEntry(
            "t.2", "(b) + progressive growing", 100_000, null, "diverged: d_loss is NaN")], null, null);

        var lines = Rendering.Lines(ComparisonText.Of(table, withStars: true), 60);

        Assert.Contains(lines, line => line.StartsWith(" (a)  Gulrajani", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= 60, line));
    }

    private static ComparisonEntry Seed(double fine, double coarse) => new(
        "t.1", "", 100_000, new Measurement
        {
            Average = (fine + coarse) / 2,
            Levels = ImmutableSortedDictionary<int, double>.Empty.Add(64, fine + 1).Add(32, fine).Add(16, coarse),
            Resolution = 64,
            Nimg = 100_000,
            Images = 2048,
            MsSsim = 0.28 + fine / 1000,
        }, null);
}
