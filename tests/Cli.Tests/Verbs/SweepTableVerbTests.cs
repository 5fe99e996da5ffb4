using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PgGanLab.Grains;
using PgGanLab.Growth.Results;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepTableVerbTests
{
    /// <summary>Rows of the paper's table 1 (CelebA, two of the four levels), one that saw more images, one that diverged.</summary>
    private static readonly ComparisonTable Paper = ComparisonTable.Of(
    [
        Entry("(a) Gulrajani et al. 2017", 7.62, 8.73, 0.2854),
        Entry("(b) + progressive growing", 3.78, 6.06, 0.2838),
        new ComparisonEntry("t.3", "(e*) + minibatch discrimination", 100_000, null, "diverged: d_loss is NaN at nimg 4000, 8x8"),
        Entry("(h) converged", 2.24, 4.99, 0.2828, nimg: 200_000),
    ], Entry("real", 1.5, 1.2, 0.28, nimg: 0).Result, null);

    [Fact]
    public async Task the_terminal_shows_the_papers_columns_and_what_can_not_be_compared()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

        var result = await CommandLine.Run("sweep", "table", "t", "--server", lab.Url);

        var lines = result.Output.Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Contains("Sliced Wasserstein distance x 10^3 (lower is better) and MS-SSIM at 32x32 after 100 kimg, 2,048 images each", lines);
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
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

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
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(small)));

        Assert.Contains("| *real images (955 each)* | 1.50 |", (await CommandLine.Run("sweep", "table", "t", "--markdown", "--server", lab.Url)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task json_is_the_labs_record()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(Paper)));

        var result = await CommandLine.Run("sweep", "table", "t", "--json", "--server", lab.Url);

        var table = JsonSerializer.Deserialize<ComparisonTable>(result.Output, LabJson.Options)!;
        Assert.Equal(["32", "16", "avg", "msSsim"], table.Rows[1].Best);
        Assert.Equal(0.2838, table.Rows[1].Result!.MsSsim);
    }

    [Fact]
    public async Task a_sweep_without_a_result_says_so()
    {
        var empty = ComparisonTable.Of([new ComparisonEntry("t.1", "(a) Gulrajani et al. 2017", 100_000, null, "waits")], null, null);
        await using var lab = await FakeLab.Start(routes => routes.MapGet("/api/v1/sweeps/t/table", () => FakeLab.Json(empty)));

        var result = await CommandLine.Run("sweep", "table", "t", "--server", lab.Url);

        Assert.StartsWith("No row has a result yet.", result.Output, StringComparison.Ordinal);
        Assert.Contains("waits", result.Output, StringComparison.Ordinal);
    }

    private static ComparisonEntry Entry(string name, double fine, double coarse, double msSsim, long nimg = 100_000) => new(
        "t.1", name, nimg, new Measurement(32, nimg, 2048, ImmutableSortedDictionary<int, double>.Empty.Add(32, fine).Add(16, coarse), (fine + coarse) / 2, msSsim), null);
}
