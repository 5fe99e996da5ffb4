using System.Text.RegularExpressions;
using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Dashboard.Tests.Views;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class ResultComponentTests : ComponentTest
{
    [Fact]
    public async Task the_ranking_says_what_it_compares_and_who_is_left_out()
    {
        var html = await Render<ExperimentGrid>(new() { ["Sweep"] = Scenes.Grid12().View });

        Assert.Contains(
            "Ranked at 32 px after 100 kimg, 2,048 images each; 6 others measured elsewhere or not yet have no rank.",
            html, StringComparison.Ordinal);
        Assert.Contains("discriminator loss is NaN at nimg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_without_results_says_so()
    {
        var html = await Render<ExperimentGrid>(new() { ["Sweep"] = Scenes.Fresh().View });
        Assert.Contains("Nothing can be compared yet.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task named_points_are_shown_side_by_side_and_a_longer_run_is_not_compared()
    {
        var sweep = Scenes.Listed().View;
        var html = await Render<ResultTableCard>(new() { ["Sweep"] = sweep });

        Assert.Contains("(b) + care", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains(
            "Sliced Wasserstein distance × 10³", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("not compared: 116 kimg, the others 100", html, StringComparison.Ordinal);
        Assert.Equal(4, html.Split("class=\"best\"").Length - 1);
        Assert.Contains("Real images", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task repeats_are_one_line_a_point_in_the_table_of_results()
    {
        var sweep = Scenes.RepeatedNames().View;
        var html = System.Net.WebUtility.HtmlDecode(await Render<ResultTableCard>(new() { ["Sweep"] = sweep }));

        Assert.Equal(["(a)", "(b)"], Regex.Matches(html, "data-row=\"([^\"]*)\"").Select(m => m.Groups[1].Value));
        Assert.DoesNotContain(", seed ", html, StringComparison.Ordinal);
        Assert.Equal(
            ["#1", "#2", "#3", "#4"], Regex.Matches(html, "<a [^>]*>(#[0-9])</a>").Select(m => m.Groups[1].Value));
        Assert.Equal(2, Regex.Count(html, "2 seeds"));
        Assert.Equal(8, Regex.Count(html, @">[0-9.]+ ± [0-9.]+<"));
        Assert.Equal(4, Regex.Count(html, "class=\"best\""));
        Assert.Contains(
            "Means over seeds ± their standard error, at 32 px after 100 kimg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_lost_seed_is_told_in_the_table_of_results()
    {
        var html = System.Net.WebUtility.HtmlDecode(
            await Render<ResultTableCard>(new() { ["Sweep"] = Scenes.RepeatedAndLost().View }));

        Assert.Matches("class=\"partial\"[^>]*>2 of 3 seeds", html);
        Assert.Contains("diverged: discriminator loss is NaN at nimg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_table_without_repeats_speaks_of_no_seeds()
    {
        var html = System.Net.WebUtility.HtmlDecode(
            await Render<ResultTableCard>(new() { ["Sweep"] = Scenes.Listed().View }));

        Assert.DoesNotMatch("seed|±|nowrap", html);
        Assert.Equal(3, Regex.Count(html, "class=\"title\" href=\"experiments/"));
    }

    [Fact]
    public async Task a_floor_of_fewer_images_says_so_beside_the_best_and_in_the_table()
    {
        var sweep = Scenes.Listed().View;
        var small = sweep with { FloorSwd = sweep.FloorSwd! with { Images = 955 } };

        Assert.Contains("of 955 images", await Render<BestCard>(new() { ["Sweep"] = small }), StringComparison.Ordinal);
        Assert.Contains("Real images (955 each)", await Render<ResultTableCard>(new() { ["Sweep"] = small }),
            StringComparison.Ordinal);
        Assert.DoesNotMatch("of [0-9,]+ images|\\([0-9,]+ each", await Render<BestCard>(new() { ["Sweep"] = sweep })
            + await Render<ResultTableCard>(new() { ["Sweep"] = sweep }));
    }

    [Fact]
    public async Task named_points_keep_their_names_in_the_ranking()
    {
        var html = System.Net.WebUtility.HtmlDecode(
            await Render<ExperimentGrid>(new() { ["Sweep"] = Scenes.Listed().View }));
        Assert.Contains("(b) + care", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_search_without_named_points_has_the_ranking_alone()
    {
        Assert.DoesNotContain("result-table",
            await Render<ResultTableCard>(new() { ["Sweep"] = Scenes.Finished().View }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task repeats_are_ranked_as_points_by_their_means()
    {
        var html = System.Net.WebUtility.HtmlDecode(
            await Render<ExperimentGrid>(new() { ["Sweep"] = Scenes.Repeated().View }));

        Assert.Equal(2, html.Split("data-point=").Length - 1);
        Assert.DoesNotContain("data-experiment=", html, StringComparison.Ordinal);
        Assert.Contains("Ranked by the mean over seeds at 32 px", html, StringComparison.Ordinal);
        Assert.Contains("2 of 3 seeds", html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(html, " ± [0-9.]+<"));
        Assert.DoesNotContain(">seed <", html, StringComparison.Ordinal);
    }

    [Fact]
    public void a_point_opens_to_its_seeds_which_have_no_rank_of_their_own()
    {
        var sweep = Scenes.Repeated().View;
        var point = RankingLine.Of(sweep)[0];
        var rows = RankingRow.Of(sweep, new HashSet<int> { point.Number });

        Assert.Equal(RankingRow.Of(sweep, new HashSet<int>()).Length + 3, rows.Length);
        Assert.Equal([false, true, true, true], rows.Take(4).Select(r => r.IsSeed));
        Assert.All(rows.Take(4), r => Assert.Equal(point.Number, r.Line.Number));
    }

    [Fact]
    public void what_ended_a_seed_stands_with_it_below_its_point()
    {
        var sweep = Scenes.Repeated().View;
        var rows = RankingRow.Of(sweep, RankingLine.Of(sweep).Select(l => l.Number).ToHashSet());
        Assert.All(rows.Where(r => r.Experiment is null), r => Assert.Null(r.Reason));
        Assert.Contains(rows, r => r.IsSeed
            && r.Reason?.Contains("discriminator loss is NaN", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task every_varied_setting_has_a_column_however_many()
    {
        var sweep = Scenes.Random60().View;
        sweep = sweep with
        {
            Experiments = [.. sweep.Experiments.Select(e => e with
            {
                Varied = [.. e.Varied, new("loss", "lsgan"), new("minibatch", "8"), new("emaBeta", "0.99")],
            })],
        };
        var settings = sweep.Experiments[0].Varied.Select(v => v.Name).ToArray();
        Assert.Equal(6, settings.Length);
        var html = await Render<ExperimentGrid>(new() { ["Sweep"] = sweep });
        Assert.All(settings, name => Assert.Matches($"<button[^>]*class=\"sort\"[^>]*>\\s*{name}[\\s<]", html));
        Assert.Equal(60, html.Split("data-experiment=").Length - 1);
    }

    [Fact]
    public async Task a_point_that_only_trains_yet_is_no_warning()
    {
        var html = await Render<ExperimentGrid>(new() { ["Sweep"] = Scenes.RepeatsInTraining().View });

        Assert.Contains("0 of 3 seeds", html, StringComparison.Ordinal);
        Assert.DoesNotContain("partial", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_without_repeats_is_ranked_by_experiments()
    {
        var html = await Render<ExperimentGrid>(new() { ["Sweep"] = Scenes.Grid12().View });

        Assert.DoesNotContain("data-point=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("seeds", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_best_of_several_seeds_stands_beside_the_mean_of_its_configuration()
    {
        Assert.Matches(
            "seeds its configuration reaches <span class=\"nowrap\"[^>]*>[0-9.]+ ± [0-9.]+</span> in the\\s+mean: rank "
            + "[12] of 2",
            System.Net.WebUtility.HtmlDecode(await Render<BestCard>(new() { ["Sweep"] = Scenes.Repeated().View })));
        Assert.DoesNotContain("in the mean", await Render<BestCard>(new() { ["Sweep"] = Scenes.Finished().View }),
            StringComparison.Ordinal);
    }
}
