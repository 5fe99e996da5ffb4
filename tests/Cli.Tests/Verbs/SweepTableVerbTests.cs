using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepTableVerbTests
{
    /// <summary>
    /// Rows of the paper's table 1 (CelebA, two of the four levels), one that saw more images, one that diverged.
    /// </summary>
    private static readonly ComparisonTable Paper = ComparisonTable.Of(
    [
        Entry("(a) Gulrajani et al. 2017", 7.62, 8.73, 0.2854),
        Entry("(b) + progressive growing", 3.78, 6.06, 0.2838),
        new ComparisonEntry("t.3", "(e*) + minibatch discrimination", 100_000, null,
            "diverged: d_loss is NaN at nimg 4000, 8x8"),
        Entry("(h) converged", 2.24, 4.99, 0.2828, nimg: 200_000),
    ], Entry("real", 1.5, 1.2, 0.28, nimg: 0).Result, null);

    [Fact]
    public async Task the_terminal_shows_the_papers_columns_and_what_can_not_be_compared()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

        var result = await CommandLine.Run("sweep", "table", "t", "--server", lab.Url);

        var lines = result.Output.Split('\n')
            .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Contains(
            "Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM at 32x32 after 100 kimg, "
            + "2,048 images each", lines);
        Assert.Contains("training configuration 32 px 16 px Avg MS-SSIM", lines);
        Assert.Contains("(a) Gulrajani et al. 2017 7.62 8.73 8.18 0.2854", lines);
        Assert.Contains("(b) + progressive growing 3.78* 6.06* 4.92* 0.2838*", lines);
        Assert.Contains("(e*) + minibatch discrimination – – – – diverged: d_loss is NaN at nimg 4000, 8x8", lines);
        Assert.Contains("(h) converged 2.24 4.99 3.62 0.2828 not compared: 200 kimg, the others 100", lines);
        Assert.Contains("real images 1.50 1.20 1.35 0.2800", lines);
        Assert.Contains("* the best of the rows that can be compared", lines);
    }

    [Fact]
    public async Task markdown_has_the_best_in_bold()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

        var result = await CommandLine.Run("sweep", "table", "t", "--markdown", "--server", lab.Url);

        Assert.Equal(
            """
            Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM at 32x32 after 100 kimg, 2,048 images each

            |  | Training configuration | 32 px | 16 px | Avg | MS-SSIM |  |
            | :-- | :-- | --: | --: | --: | --: | :-- |
            | (a) | Gulrajani et al. 2017 | 7.62 | 8.73 | 8.18 | 0.2854 |  |
            | (b) | + progressive growing | **3.78** | **6.06** | **4.92** | **0.2838** |  |
            | (e\*) | + minibatch discrimination | – | – | – | – | diverged: d_loss is NaN at nimg 4000, 8x8 |
            | (h) | converged | 2.24 | 4.99 | 3.62 | 0.2828 | not compared: 200 kimg, the others 100 |
            |  | *real images* | 1.50 | 1.20 | 1.35 | 0.2800 |  |

            """, result.Output);
    }

    [Fact]
    public async Task real_images_say_how_many_they_were_where_that_is_fewer()
    {
        var small = Paper with { RealImages = Paper.RealImages! with { Images = 955 } };
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(small)));

        Assert.Contains("| *real images (955 each)* | 1.50 |",
            (await CommandLine.Run("sweep", "table", "t", "--markdown", "--server", lab.Url)).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_without_repeats_is_printed_as_ever()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

        var output = (await CommandLine.Run("sweep", "table", "t", "--server", lab.Url)).Output;

        Assert.Equal(
            """
            Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM at 32x32 after 100 kimg, 2,048 images each

                   training configuration      32 px  16 px    Avg  MS-SSIM
            ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
             (a)   Gulrajani et al. 2017        7.62   8.73   8.18   0.2854
             (b)   + progressive growing       3.78*  6.06*  4.92*  0.2838*
             (e*)  + minibatch discrimination      –      –      –        –   diverged: d_loss is NaN at nimg 4000, 8x8
             (h)   converged                    2.24   4.99   3.62   0.2828   not compared: 200 kimg, the others 100

                   real images                  1.50   1.20   1.35   0.2800


            * the best of the rows that can be compared

            """, string.Join('\n', output.Split('\n').Select(l => l.TrimEnd())));
        Assert.All(output.Split('\n')[1..10], line => Assert.Equal(109, line.Length));
    }

    [Fact]
    public async Task json_of_a_sweep_without_repeats_is_as_ever()
    {
        var table = Paper with { Rows = Paper.Rows[1..3], RealImages = null };
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(table)));

        Assert.Equal(
            """
            {
              "resolution": 32,
              "kimg": 100,
              "images": 2048,
              "levels": [
                32,
                16
              ],
              "rows": [
                {
                  "experiment": "t.1",
                  "letter": "(b)",
                  "configuration": "\u002B progressive growing",
                  "result": {
                    "resolution": 32,
                    "nimg": 100000,
                    "images": 2048,
                    "levels": {
                      "16": 6.06,
                      "32": 3.78
                    },
                    "average": 4.92,
                    "msSsim": 0.2838
                  },
                  "isComparable": true,
                  "note": null,
                  "best": [
                    "32",
                    "16",
                    "avg",
                    "msSsim"
                  ]
                },
                {
                  "experiment": "t.3",
                  "letter": "(e*)",
                  "configuration": "\u002B minibatch discrimination",
                  "result": null,
                  "isComparable": false,
                  "note": "diverged: d_loss is NaN at nimg 4000, 8x8",
                  "best": []
                }
              ],
              "realImages": null,
              "untrained": null
            }

            """, (await CommandLine.Run("sweep", "table", "t", "--json", "--server", lab.Url)).Output);
    }

    [Fact]
    public async Task repeats_are_one_line_a_point_with_the_standard_error_of_each_mean()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Repeats)));

        Assert.Equal(
            """
            Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM at 32x32 after 100 kimg, 2,048 images each: mean over seeds ± its standard error

            |  | Training configuration | 32 px | 16 px | Avg | MS-SSIM |  |
            | :-- | :-- | --: | --: | --: | --: | :-- |
            | (a) | Gulrajani et al. 2017 | 8.00 ± 1.00 | 10.00 ± 2.00 | 9.00 ± 1.50 | 0.2860 ± 0.0010 | 2 of 3 seeds; diverged: d_loss is NaN at nimg 4000, 8x8 |
            | (b) | + progressive growing | **4.00 ± 1.00** | **6.00 ± 0.58** | **5.00 ± 0.76** | **0.2800 ± 0.0006** | 3 seeds |
            | (c) | waits | – | – | – | – | 0 of 3 seeds; waits |
            | (d) | one is through | 9.00 | 9.00 | 9.00 | 0.2900 | 1 of 3 seeds; in training, 40 % done; waits |

            """, (await CommandLine.Run("sweep", "table", "t", "--markdown", "--server", lab.Url)).Output);
        var lines = (await CommandLine.Run("sweep", "table", "t", "--server", lab.Url)).Output.Split('\n')
            .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Contains(
            "(b) + progressive growing 4.00 ± 1.00* 6.00 ± 0.58* 5.00 ± 0.76* 0.2800 ± 0.0006* 3 seeds", lines);
        Assert.Contains(lines, l => l.StartsWith(
            "(a) Gulrajani et al. 2017 8.00 ± 1.00 10.00 ± 2.00 9.00 ± 1.50 0.2860 ± 0.0010 2 of 3 seeds;",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task json_is_the_labs_record()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

        var result = await CommandLine.Run("sweep", "table", "t", "--json", "--server", lab.Url);

        var table = JsonSerializer.Deserialize<ComparisonTable>(result.Output, LabJson.Options)!;
        Assert.Equal(["32", "16", "avg", "msSsim"], table.Rows[1].Best);
        Assert.Equal(0.2838, table.Rows[1].Result!.MsSsim);
    }

    [Fact]
    public async Task a_sweep_without_a_result_says_so()
    {
        var empty = ComparisonTable.Of(
            [new ComparisonEntry("t.1", "(a) Gulrajani et al. 2017", 100_000, null, "waits")], null, null);
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(empty)));

        var result = await CommandLine.Run("sweep", "table", "t", "--server", lab.Url);

        Assert.StartsWith("No row has a result yet.", result.Output, StringComparison.Ordinal);
        Assert.Contains("waits", result.Output, StringComparison.Ordinal);
    }

    /// <summary>Four configurations with three seeds each; what some of them lack.</summary>
    private static readonly ComparisonTable Repeats = ComparisonTable.Of(
    [
        new ComparisonPoint("(a) Gulrajani et al. 2017",
            [Entry("1", 7, 8, 0.285), Entry("2", 9, 12, 0.287), Missing("diverged: d_loss is NaN at nimg 4000, 8x8")]),
        new ComparisonPoint("(b) + progressive growing",
            [Entry("4", 3, 5, 0.279), Entry("5", 3, 6, 0.280), Entry("6", 6, 7, 0.281)]),
        new ComparisonPoint("(c) waits", [Missing("waits"), Missing("waits"), Missing("waits")]),
        new ComparisonPoint("(d) one is through",
            [Entry("10", 9, 9, 0.29), Missing("in training, 40 % done"), Missing("waits")]),
    ], null, null);

    private static ComparisonEntry Missing(string why) => new("t.9", "", 100_000, null, why);

    private static ComparisonEntry Entry(string name, double fine, double coarse, double msSsim, long nimg = 100_000) =>
        new(
            "t.1", name, nimg, new Measurement
            {
                Average = (fine + coarse) / 2,
                Levels = ImmutableSortedDictionary<int, double>.Empty.Add(32, fine).Add(16, coarse),
                Resolution = 32,
                Nimg = nimg,
                Images = 2048,
                MsSsim = msSsim,
            }, null);
}
