using System.Text.RegularExpressions;
using PgGanLab.Dashboard.Components.Experiments;
using PgGanLab.Dashboard.Components.NewSweep;
using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Tests.Components;

public sealed class ComponentTests : ComponentTest
{
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
        var html = await Render<SettingTable>(
            new() { ["Experiment"] = Scenes.Grid12().Experiment(1), ["IsWhole"] = true });

        Assert.All(
            SettingCatalog.All, setting => Assert.Contains($">{setting.Name}</dt>", html, StringComparison.Ordinal));
        Assert.Matches(">discriminatorLearningRate</dt>\\s*<dd[^>]*>as learningRate ", html);
        Assert.Matches(">adamEpsilon</dt>\\s*<dd[^>]*>1e-8 ", html);
        Assert.Matches("class=\"varied\"[^>]*>\\s*<dt [^>]*>learningRate@16</dt>", html);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task only_settings_that_were_changed_or_varied_are_shown_at_first()
    {
        var html = await Render<SettingTable>(new() { ["Experiment"] = Scenes.Grid12().Experiment(1) });
        Assert.Matches("class=\"varied\"[^>]*>\\s*<dt [^>]*>learningRate@16</dt>", html);
        Assert.DoesNotContain(">adamEpsilon</dt>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task settings_younger_than_an_experiment_leave_no_empty_heading()
    {
        var experiment = Scenes.Grid12().Experiment(1);
        var html = await Render<SettingTable>(new()
        {
            ["Experiment"] = experiment
            with
            { Settings = [.. experiment.Settings.Where(s => s.Name == "learningRate")] },
            ["IsWhole"] = true,
        });
        Assert.Equal(["Optimizer"], Regex.Matches(html, "<h3[^>]*>([^<]*)</h3>").Select(m => m.Groups[1].Value));
    }

    [Fact]
    public async Task what_a_sweep_gave_up_is_not_shared()
    {
        var finished = Scenes.Finished().View.Summary;
        var lost = finished with
        {
            Finished = 0,
            Lost = finished.Experiments,
            KimgRequested = 100,
            KimgTrained = 10,
            KimgLeft = 0,
            KimgGivenUp = 85,
        };
        Assert.Equal(("finished", "failed"), (SweepState.Tone(finished), SweepState.Tone(lost)));
        var bar = await Render<KimgBar>(new() { ["Sweep"] = lost });
        Assert.Contains($"{Readable.Percent(0.05)} shared, {Readable.Percent(0.85)} given up", bar, StringComparison.Ordinal);
        Assert.Contains(
            "10 kimg trained, 0 left, 5 reused, 85 given up of 100 asked for", bar, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "given up<", await Render<KimgBar>(new() { ["Sweep"] = lost with { KimgGivenUp = 0 } }),
            StringComparison.Ordinal);
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
            experiment = experiment with
            {
                Settings = [.. experiment.Settings.Select(s =>
                s.Name == setting[0] ? s with { Value = setting[1] } : s)]
            };

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
            ["Sweep"] = sweep with
            {
                Summary = sweep.Summary with
                {
                    Name = "<script>alert(1)</script>",
                    Note = "<script>alert(2)</script>",
                }
            },
            ["OnCancel"] = () => Task.CompletedTask,
            ["OnRetry"] = () => Task.CompletedTask,
            ["OnArchive"] = () => Task.CompletedTask,
            ["OnUnarchive"] = () => Task.CompletedTask,
            ["OnRemove"] = () => Task.CompletedTask,
        });
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }
}
