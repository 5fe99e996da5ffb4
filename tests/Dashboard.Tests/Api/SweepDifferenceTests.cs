using System.Text;
using System.Text.Json;
using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Tests.Views;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class SweepDifferenceTests
{
    /// <summary>Bytes that one tick may cost each watcher, whatever the sweep's size.</summary>
    private const int MostBytesOfATick = 2048;

    private readonly SweepDifference difference = new();
    private readonly FollowedSweep followed = new();

    [Fact]
    public void the_first_event_is_the_whole_sweep()
    {
        var view = Scenes.Grid12().View;
        AssertSame(view, Follow(view));
    }

    [Fact]
    public void a_view_like_the_one_before_is_no_event()
    {
        difference.Next(Scenes.Grid12().View);
        Assert.Null(difference.Next(Scenes.Grid12().View));
    }

    [Theory]
    [InlineData(0.1, 0.3)]
    [InlineData(0.3, 0.31)]
    [InlineData(0.6, 1)]
    [InlineData(1, 0.2)]
    public void what_follows_gives_the_view_again(double before, double after)
    {
        foreach (var scene in (Func<double, SweepScene>[])[Large, Seeded])
        {
            Follow(scene(before).View);
            AssertSame(scene(after).View, Follow(scene(after).View));
        }
    }

    [Fact]
    public void rows_that_come_bring_the_whole_sweep()
    {
        var view = Large(0.2).View;
        Follow(view with { Experiments = view.Experiments.RemoveAt(1) });
        Assert.IsType<SweepView>(difference.Next(view));
    }

    [Fact]
    public void a_tick_in_the_phase_that_all_of_a_thousand_share_is_small()
    {
        var view = Large(0).View;
        var ticked = view with
        {
            Summary = view.Summary with { KimgTrained = 1.234, KimgLeft = 98.766 },
            Experiments = [.. view.Experiments.Select(e => e with
            {
                Nimg = 1234, Alpha = 0.345678, ImagesPerSecond = 1234.5678, SecondsLeft = 98765.4321,
                Status = ExperimentStatus.Training, Worker = "gpu-host-3/cuda:0",
            })],
            Tree = view.Tree.SetItem(0, Ticked(view.Tree[0])),
        };
        Assert.InRange(BytesOf(view), 1_000_000, int.MaxValue);
        Assert.InRange(BytesOf(ticked), 100, MostBytesOfATick);
    }

    [Fact]
    public void a_tick_of_one_of_a_thousand_is_small()
    {
        var view = Large(0.5).View;
        var ticked = view with
        {
            Experiments = [.. view.Experiments.Select(e => e.Number == 500 ? e with { Nimg = e.Nimg + 1234 } : e)],
            Tree = view.Tree.SetItem(4000, Ticked(view.Tree[4000])),
        };
        BytesOf(view);
        Assert.InRange(BytesOf(ticked), 100, MostBytesOfATick);
    }

    private static GrowthTreeNodeView Ticked(GrowthTreeNodeView node) => node with
    {
        Phase = node.Phase with { Nimg = node.Phase.Nimg + 1234, Alpha = 0.3, Status = PhaseStatus.Training },
    };

    /// <summary>A thousand draws of a random search, which part at 8, 16 and 32 px.</summary>
    private static SweepScene Large(double trained) => new("large-1000", """
        {"name":"large","dataset":"fashion-mnist","base":{"resolution":32,"stabilizeKimg":16,"fadeInKimg":12},
        "search":{"strategy":"random","space":{"learningRate@8":{"min":0.0002,"max":0.005,"scale":"log"}}},
        "budget":{"maxExperiments":1000}}
        """, trained);

    private static SweepScene Seeded(double trained) => new("seeded-4x3", """
        {"name":"seeded","dataset":"fashion-mnist","base":{"resolution":32,"stabilizeKimg":16,"fadeInKimg":12},
        "search":{"strategy":"grid","space":{"learningRate@16":[0.0005,0.001,0.002,0.003]}},"repeats":3}
        """, trained);

    private int BytesOf(SweepView view) =>
        Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(difference.Next(view), LabJson.Options));

    private SweepView Follow(SweepView view)
    {
        var data = difference.Next(view);
        return followed.Read(data is SweepView ? FollowedSweep.Whole : FollowedSweep.Changes,
            JsonSerializer.Serialize(data, LabJson.Options))!;
    }

    private static void AssertSame(SweepView expected, SweepView actual) => Assert.Equal(
        JsonSerializer.Serialize(expected, LabJson.Options), JsonSerializer.Serialize(actual, LabJson.Options));
}
