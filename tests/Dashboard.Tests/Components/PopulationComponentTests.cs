using System.Net;
using PgGanLab.Dashboard.Components.Experiments;
using PgGanLab.Dashboard.Components.Sweeps;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Components;

/// <summary>What pages say of experiments that went on as copies of others.</summary>
public sealed class PopulationComponentTests : ComponentTest
{
    private static readonly ForkView Fork = new()
    {
        Experiment = 7,
        Source = 2,
        Resolution = 16,
        Kimg = 24,
        Swd = 41.5,
        SourceSwd = 12.25,
        Place = 12,
        Compared = 12,
        Changes = [new SettingChange("learningRate", "0.001", "0.0012"), new SettingChange("r1Weight", null, "3")],
        Phase = new string('a', 64),
    };

    private const string Sentence = "#7 became a copy of #2 at 16x16 after 24 kimg: its SWD 41.5 was the 12th of 12, that of #2 "
        + "12.3. It went on with learningRate 0.0012 in place of 0.001, r1Weight 3.";

    [Fact]
    public async Task a_rung_says_who_went_on_as_a_copy_of_whom_and_why()
    {
        var sweep = Scenes.Grid12().View;
        var html = WebUtility.HtmlDecode(await Render<RungCard>(new()
        {
            ["Sweep"] = sweep with
            {
                Experiments = [.. sweep.Experiments.Select(e => e.Number == 7 ? e with { Lineage = [Fork] } : e)],
                Rungs =
                [
                    new RungView
                    {
                        Resolution = 16,
                        Kimg = 24,
                        Underway = 0,
                        Points =
                        [
                            new RungPointView
                            {
                                Experiments = [7],
                                Bracket = 1,
                                Swd = 41.5,
                                Outcome = RungOutcome.Copied,
                                CopyOf = 2,
                            },
                        ],
                    },
                ],
            },
        }));
        Assert.Contains("went on as a copy of", html, StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"experiments/{sweep.Summary.Id}.2\" title=\"{Sentence}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_experiment_tells_its_lineage()
    {
        var experiment = Scenes.Grid12().Experiment(7);
        var html = WebUtility.HtmlDecode(await Render<LineageCard>(new()
        {
            ["Experiment"] = experiment with { Summary = experiment.Summary with { Lineage = [Fork] } },
        }));
        Assert.Contains(Sentence, html, StringComparison.Ordinal);
        Assert.Contains("Experiment #2", html, StringComparison.Ordinal);
    }

    [Fact]
    public void what_an_experiment_left_is_not_drawn()
    {
        var sweep = Scenes.Grid12().View;
        var last = sweep.Tree[^1];
        var layout = GrowthTreeLayout.Of(sweep with { Tree = [.. sweep.Tree.SkipLast(1), last with { Experiments = [] }] });
        Assert.Equal(sweep.Tree.Length - 1, layout.Boxes.Count);
        Assert.DoesNotContain(layout.Boxes, b => b.Node.Phase.Key == last.Phase.Key);
    }
}
