using System.Globalization;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>
/// Promise 3 in the moments in which a phase ends: trained and not yet stored, stored and not
/// yet measured and on record.
/// </summary>
public class EndOfPhaseTests
{
    private const double PhaseKimg = 0.5;

    private static readonly object Definition = TinySweep.Measured(PhaseKimg);

    /// <summary>
    /// What is asserted holds wherever the kill meets the phase; where it did is in the test's output.
    /// </summary>
    [Fact]
    public async Task a_lab_killed_before_the_final_checkpoint_or_while_swd_is_measured_ends_with_the_same_bytes_and_no_file_too_many()
    {
        var (swd, finals) = await Undisturbed();
        using var data = new DataDirectory();
        await using var lab = new RestartedLab(data.Path);
        await lab.Start();
        var killed = lab.Now.KillWhen(IsLastSampleOfTheFirstPhase);
        var id = await lab.Now.Submit(Definition);
        await killed;
        foreach (var kind in new[] { PhaseKind.FadeIn, PhaseKind.Stabilize })
        {
            var phase = (await Again(lab, id)).Single(p => p.Kind == kind && p.Resolution == 16);
            await lab.Now.KillWhen(file => file.Contains(phase.Key, StringComparison.Ordinal)
                && Path.GetFileName(file) == "final.safetensors");
        }

        await Again(lab, id);
        var ended = await lab.Now.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(swd, ended.Experiments[0].Swd!.Average);
        Assert.Equal(finals, await FinalCheckpoints.Of(lab.Now, ended));
        var recorded = (await lab.Now.Checkpoints(ended.Experiments[0].Id)).Select(c => c.Path)
            .Order(StringComparer.Ordinal);
        Assert.Equal(recorded, lab.Now.Files("*.safetensors"));
        Assert.Empty(lab.Now.Files("*.tmp"));
    }

    private static async Task<(double Swd, SortedDictionary<string, string> Finals)> Undisturbed()
    {
        using var data = new DataDirectory();
        await using var lab = await LabUnderTest.Start(data.Path);
        var ended = await lab.Until(await lab.Submit(Definition), s => s.Summary.Status == SweepStatus.Finished);
        return (ended.Experiments[0].Swd!.Average, await FinalCheckpoints.Of(lab, ended));
    }

    /// <summary>
    /// Starts the lab once more; 0, 3 and 4 finished phases with 0, 4 and 5 final checkpoints mean
    /// that the kill met the moment.
    /// </summary>
    private static async Task<PhaseView[]> Again(RestartedLab lab, string sweep)
    {
        var finals = lab.Now.Files("final.safetensors").Length;
        await lab.Start();
        PhaseView[] phases = [.. (await lab.Now.Sweep(sweep)).Tree.Select(n => n.Phase)];
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{finals} final checkpoints stored, {phases.Count(p => p.Status == PhaseStatus.Finished)} phases "
            + "finished.");
        return phases;
    }

    /// <summary>It is stored when all images of the phase are trained, right before the final checkpoint.</summary>
    private static bool IsLastSampleOfTheFirstPhase(string file) =>
        Path.GetFileNameWithoutExtension(file) is ['s', 'a', 'm', 'p', 'l', 'e', '-', .. var nimg]
        && long.Parse(nimg, CultureInfo.InvariantCulture) >= PhaseKimg * 1000;
}
