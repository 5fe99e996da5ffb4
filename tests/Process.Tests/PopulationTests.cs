using System.Net;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>A population is trained by the real trainer, whatever kills the lab, to the same lineage and the same bytes.</summary>
public sealed class PopulationTests
{
    private const double PhaseKimg = 0.16;

    [Fact]
    public async Task a_population_that_was_killed_has_the_same_lineage_and_the_same_bytes()
    {
        var undisturbed = await Run(async (data, id, lab) =>
        {
            var sweep = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);
            var copy = Assert.Single(sweep.Experiments, e => !e.Lineage.IsEmpty);
            Assert.Contains(copy.Lineage[0].Sentence(), WebUtility.HtmlDecode(await lab.Page($"experiments/{copy.Id}")),
                StringComparison.Ordinal);
            Assert.Contains("went on as a copy of", await lab.Page($"sweeps/{id}"), StringComparison.Ordinal);
            return lab;
        });
        var killed = await Run(async (data, id, lab) =>
        {
            lab = await Killed(data, id, lab, s => IsTraining(s, PhaseKind.Stabilize, 16));
            lab = await Killed(data, id, lab, s => s.Experiments.Any(e => e.IsHeld));
            return await Killed(data, id, lab, s => IsTraining(s, PhaseKind.FadeIn, 32));
        });
        Assert.Equal(undisturbed.Lineage, killed.Lineage);
        Assert.Equal(undisturbed.Finals, killed.Finals);
        Assert.Equal(4 * 7 * PhaseKimg, killed.Kimg, 1e-6);
    }

    private static async Task<(string[] Lineage, SortedDictionary<string, string> Finals, double Kimg)> Run(
        Func<string, string, LabUnderTest, Task<LabUnderTest>> disturb)
    {
        using var data = new DataDirectory();
        var lab = await LabUnderTest.Start(data.Path);
        var id = await lab.Submit(TinySweep.Population(PhaseKimg));
        lab = await disturb(data.Path, id, lab);
        var sweep = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        var finals = await FinalCheckpoints.Of(lab, sweep);
        Assert.Equal(0, await lab.Stop("TERM"));
        await lab.DisposeAsync();
        return ([.. sweep.Experiments.SelectMany(e => e.Lineage).Select(f => f.Sentence())], finals,
            sweep.Summary.KimgTrained);
    }

    private static async Task<LabUnderTest> Killed(
        string data, string id, LabUnderTest lab, Func<SweepView, bool> when)
    {
        await lab.Until(id, sweep => when(sweep) || sweep.Summary.Status == SweepStatus.Finished);
        await lab.Kill();
        await lab.DisposeAsync();
        return await LabUnderTest.Start(data);
    }

    private static bool IsTraining(SweepView sweep, PhaseKind kind, int resolution) => sweep.Tree.Any(n =>
        n.Phase.Kind == kind && n.Phase.Resolution == resolution && n.Phase.Status == PhaseStatus.Training);
}
