using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;
using NSubstitute;
using PgGanLab.Dashboard.Components.Experiments;
using PgGanLab.Dashboard.Components.NewSweep;
using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class ComponentTests
{
    [Fact]
    public async Task the_ranking_says_what_it_compares_and_who_is_left_out()
    {
        var html = await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.Grid12().View });

        Assert.Contains(
            "Ranked at 32 px after 100 kimg, 2,048 images each; 6 others measured elsewhere or not yet have no rank.",
            html, StringComparison.Ordinal);
        Assert.Contains("discriminator loss is NaN at nimg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_without_results_says_so()
    {
        var html = await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.Fresh().View });
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
        Assert.Equal(3, Regex.Count(html, "class=\"title\" href=\"/experiments/"));
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
            await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.Listed().View }));
        Assert.Contains("(b) + care", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_search_without_named_points_has_the_ranking_alone()
    {
        Assert.DoesNotContain("result-table",
            await Render<ResultTableCard>(new() { ["Sweep"] = Scenes.Finished().View }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_long_ranking_is_shown_in_pieces()
    {
        var html = await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.Random60().View });
        Assert.Equal(50, html.Split("data-experiment=").Length - 1);
        Assert.Contains("Show 10 more of 60", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task repeats_are_ranked_as_points_by_their_means()
    {
        var html = System.Net.WebUtility.HtmlDecode(
            await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.Repeated().View }));

        Assert.Equal(2, html.Split("data-point=").Length - 1);
        Assert.DoesNotContain("data-experiment=", html, StringComparison.Ordinal);
        Assert.Contains("Ranked by the mean over seeds at 32 px", html, StringComparison.Ordinal);
        Assert.Contains("2 of 3 seeds", html, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(html, " ± [0-9.]+<"));
        Assert.DoesNotContain(">seed <", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_point_opens_to_its_seeds_which_have_no_rank_of_their_own()
    {
        var line = RankingLine.Of(Scenes.Repeated().View)[0];
        var html = await Render<PointRow>(new()
        {
            ["Line"] = line,
            ["Settings"] = System.Collections.Immutable.ImmutableArray<string>.Empty,
            ["IsOpen"] = true,
            ["OnToggle"] = EventCallback.Empty
        });

        Assert.Equal(3, html.Split("data-experiment=").Length - 1);
        Assert.Contains("seed 1001", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "class=\"rank"));
    }

    [Fact]
    public async Task what_ended_a_seed_stands_with_it_below_its_point()
    {
        var line = RankingLine.Of(Scenes.Repeated().View).Single(l => l.Number == 1);
        var html = await Render<PointRow>(new()
        {
            ["Line"] = line,
            ["Settings"] = System.Collections.Immutable.ImmutableArray<string>.Empty,
            ["IsOpen"] = true,
            ["OnToggle"] = EventCallback.Empty
        });

        Assert.Matches("class=\"reason seed\"[^>]*><td[^>]*></td><td[^>]*>discriminator loss is NaN", html);
        Assert.Matches("class=\"sub partial\"[^>]*>2 of 3 seeds", html);
    }

    [Fact]
    public async Task a_point_that_only_trains_yet_is_no_warning()
    {
        var html = await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.RepeatsInTraining().View });

        Assert.Contains("0 of 3 seeds", html, StringComparison.Ordinal);
        Assert.DoesNotContain("partial", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_sweep_without_repeats_is_ranked_by_experiments()
    {
        var html = await Render<ExperimentRanking>(new() { ["Sweep"] = Scenes.Grid12().View });

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

    [Fact]
    public async Task every_phase_of_the_growth_tree_is_a_link_with_words()
    {
        var sweep = Scenes.Grid12().View;
        var html = await Render<GrowthTree>(new() { ["Sweep"] = sweep });
        Assert.Equal(sweep.Tree.Length, html.Split("class=\"node ").Length - 1);
        Assert.Contains("4x4 stabilize, 0 to 16 kimg: finished, 12 experiments, not trained by this sweep", html,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_timeline_tells_where_an_experiment_stands()
    {
        var html = await Render<PhaseTimeline>(new() { ["Phases"] = Scenes.Grid12().Experiment(9).Phases });
        Assert.Contains(" 0.35</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task every_setting_of_an_experiment_is_shown_as_people_write_it()
    {
        var html = await Render<SettingTable>(new() { ["Experiment"] = Scenes.Grid12().Experiment(1) });

        Assert.All(
            SettingCatalog.All, setting => Assert.Contains($">{setting.Name}</dt>", html, StringComparison.Ordinal));
        Assert.Matches(">discriminatorLearningRate</dt>\\s*<dd[^>]*>as learningRate ", html);
        Assert.Matches(">adamEpsilon</dt>\\s*<dd[^>]*>1e-8 ", html);
        Assert.Matches("class=\"varied\"[^>]*>\\s*<dt [^>]*>learningRate@16</dt>", html);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task settings_younger_than_an_experiment_leave_no_empty_heading()
    {
        var experiment = Scenes.Grid12().Experiment(1);
        var html = await Render<SettingTable>(new() { ["Experiment"] = experiment
            with { Settings = [.. experiment.Settings.Where(s => s.Name == "learningRate")] } });
        Assert.Equal(["Optimizer"], Regex.Matches(html, "<h3[^>]*>([^<]*)</h3>").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public async Task a_cancelled_sweep_claims_to_have_saved_nothing()
    {
        var sweep = Scenes.Fresh().View.Summary with { Status = SweepStatus.Cancelled, KimgTrained = 10, KimgLeft = 0 };
        Assert.Equal(0, KimgShares.Saved(sweep));
        Assert.DoesNotContain("shared", await Render<KimgBar>(new() { ["Sweep"] = sweep }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task every_setting_of_the_catalog_has_a_field_in_the_form()
    {
        var html = await Render<BaseSettings>(new() { ["Draft"] = new SweepDraft() });
        Assert.All(SettingCatalog.All, setting => Assert.Single(Regex.Matches(html, $" id=\"{setting.Name}\"")));
    }

    [Fact]
    public void the_penalty_is_drawn_as_the_trainer_reports_it() =>
        Assert.Equal("before it is multiplied by lambda", TickPanels.Of(Scenes.Finished().Experiment(1))
            .Single(p => p.Id == "penalty").Hint);

    [Theory]
    [InlineData("swd loss score gradient penalty rate", "")]
    [InlineData("swd loss score rate", "loss=logistic r1Weight=0")]
    [InlineData("swd loss score gradient penalty rate", "loss=logistic augmentCutout=true")]
    [InlineData("swd loss score noise rate", "loss=lsgan augmentTarget=0.6")]
    [InlineData("swd loss score gradient penalty labels augment scale rate",
        "conditional=true augmentColor=true augmentTarget=0.6 lowPrecision=float16")]
    public async Task a_term_has_a_chart_where_an_experiment_has_the_term(string panels, string settings)
    {
        var experiment = Scenes.Finished().Experiment(1);
        foreach (var setting in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')))
            experiment = experiment with { Settings = [.. experiment.Settings.Select(s =>
                s.Name == setting[0] ? s with { Value = setting[1] } : s)] };

        Assert.Equal(panels, string.Join(' ', TickPanels.Of(experiment).Select(p => p.Id)));
        var html = await Render<TickCharts>(new() { ["Experiment"] = experiment });
        Assert.All(TickPanels.Of(experiment), panel => Assert.Contains(
            $">{panel.Hint}</p>", html.Replace("&#x27;", "'", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task names_from_users_are_text_and_never_markup()
    {
        var sweep = Scenes.Finished().View;
        var html = await Render<SweepHeader>(new()
        {
            ["Sweep"] = sweep with { Summary = sweep.Summary with { Name = "<script>alert(1)</script>" } },
            ["OnCancel"] = () => Task.CompletedTask
        });
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    private static async Task<string> Render<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton(Substitute.For<IJSRuntime>());
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
