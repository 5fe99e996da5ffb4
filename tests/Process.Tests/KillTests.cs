using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>
/// Promise 3: killing the lab at any moment loses at most the work since the last snapshots, and
/// changes no byte of the result.
/// </summary>
public class KillTests(UndisturbedRun undisturbed)
{
    [Fact]
    public void an_undisturbed_run_trains_every_phase_once()
    {
        Assert.Equal(5, undisturbed.Finals.Count);
        Assert.Equal(
            undisturbed.Sweep.Tree.Select(n => n.Phase.Key).Order(StringComparer.Ordinal), undisturbed.Finals.Keys);
        Assert.Equal((6 * UndisturbedRun.PhaseKimg, 5 * UndisturbedRun.PhaseKimg),
            (undisturbed.Sweep.Summary.KimgRequested, undisturbed.Sweep.Summary.KimgTrained));
    }

    [Fact]
    public async Task a_lab_killed_in_each_kind_of_phase_ends_with_the_same_bytes_and_counts_once_and_never_back()
    {
        using var data = new DataDirectory();
        var counted = new Counted();
        var lab = await LabUnderTest.Start(data.Path);
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
        foreach (var (kind, resolution)
            in new[] { (PhaseKind.Stabilize, 4), (PhaseKind.FadeIn, 8), (PhaseKind.Stabilize, 8) })
        {
            await lab.Until(id, sweep => counted.Rises(sweep) && IsInTheMiddleOf(sweep, kind, resolution));
            await lab.Kill();
            await lab.DisposeAsync();
            lab = await LabUnderTest.Start(data.Path);
        }
        var ended = await lab.Until(id, s => counted.Rises(s) && s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(lab, ended));
        Assert.Equal(undisturbed.Sweep.Summary.KimgTrained, ended.Summary.KimgTrained);
        Assert.Equal(0, await lab.Stop("TERM"));
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task a_lab_asked_to_stop_by_ctrl_c_or_sigterm_stores_snapshots_and_goes_on_from_them()
    {
        using var data = new DataDirectory();
        var lab = await LabUnderTest.Start(data.Path);
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
        foreach (var (kind, signal) in new[] { (PhaseKind.FadeIn, "INT"), (PhaseKind.Stabilize, "TERM") })
        {
            var before = await lab.Until(id, sweep => IsInTheMiddleOf(sweep, kind, 8));
            Assert.Equal(0, await lab.Stop(signal));
            await lab.DisposeAsync();
            lab = await LabUnderTest.Start(data.Path);
            var after = (await lab.Sweep(id)).Tree.ToDictionary(n => n.Phase.Key, n => n.Phase.Nimg);
            Assert.All(
                before.Tree, n => Assert.True(after[n.Phase.Key] >= n.Phase.Nimg, $"{n.Phase.Kind} lost training."));
        }
        var ended = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(lab, ended));
        await lab.DisposeAsync();
    }

    /// <summary>The numbers that people see as trained, as they were seen last.</summary>
    private sealed class Counted
    {
        private double trained;
        private Dictionary<int, long> experiments = [];

        /// <summary>True, unless a number fell since the last look.</summary>
        public bool Rises(SweepView sweep)
        {
            Assert.True(sweep.Summary.KimgTrained >= trained, $"{trained} kimg became {sweep.Summary.KimgTrained}.");
            Assert.All(sweep.Experiments, e =>
                Assert.True(e.Nimg >= experiments.GetValueOrDefault(e.Number), $"{e.Id} fell back to {e.Nimg}."));
            trained = sweep.Summary.KimgTrained;
            experiments = sweep.Experiments.ToDictionary(e => e.Number, e => e.Nimg);
            return true;
        }
    }

    private static bool IsInTheMiddleOf(SweepView sweep, PhaseKind kind, int resolution) =>
        sweep.Tree.Select(n => n.Phase).Any(p => p.Kind == kind && p.Resolution == resolution
            && p.Status == PhaseStatus.Training && p.Nimg > p.Start + (p.End - p.Start) / 4);
}
