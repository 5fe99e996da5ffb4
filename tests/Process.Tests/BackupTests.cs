using System.Text.Json;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>A backup of a lab that trains is a lab: restored elsewhere it goes on, to the same bytes.</summary>
public class BackupTests(UndisturbedRun undisturbed)
{
    [Fact]
    public async Task a_lab_backed_up_while_it_trains_and_restored_elsewhere_ends_with_the_same_bytes()
    {
        using var data = new DataDirectory();
        using var elsewhere = new DataDirectories(2);
        var (backup, restored) = (Path.Combine(elsewhere[0], "backup"), Path.Combine(elsewhere[1], "data"));
        string id;
        await using (var lab = await LabUnderTest.Start(data.Path))
        {
            id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
            await lab.Until(id, sweep => IsInTheMiddleOf(sweep, 4));
            var first = await Backup(data.Path, backup);
            await lab.Until(id, sweep => IsInTheMiddleOf(sweep, 8));
            var second = await Backup(data.Path, backup);
            Assert.InRange(second.NewFiles, 2, second.Files - 1);
            Assert.InRange(second.NewBytes, 1, second.Bytes - 1);
            Assert.True(first.NewFiles >= first.Files, $"{first}");
            await lab.Kill();
        }
        Assert.Equal((0, ""), await Restore(backup, restored));
        Directory.Delete(backup, recursive: true);
        await using var again = await LabUnderTest.Start(restored);
        var ended = await again.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(again, ended));
        Assert.Equal(undisturbed.Sweep.Summary.KimgTrained, ended.Summary.KimgTrained);
        Assert.Equal(0, await again.Stop("TERM"));
    }

    /// <summary>Files come and go several times a second while each of these is made.</summary>
    [Fact]
    public async Task every_backup_of_a_lab_that_stores_and_deletes_snapshots_has_all_that_its_record_names()
    {
        using var data = new DataDirectory();
        using var elsewhere = new DataDirectories(1);
        await using var lab = await LabUnderTest.Start(data.Path);
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: 50 * UndisturbedRun.PhaseKimg));
        await lab.Until(id, sweep => sweep.Tree.Any(n => n.Phase.Nimg > 0));
        for (var i = 0; i < 4; i++)
        {
            var backup = Path.Combine(elsewhere[0], $"backup-{i % 2}");
            Assert.Empty((await Backup(data.Path, backup)).NotTaken);
            var restored = Path.Combine(elsewhere[0], $"restored-{i}");
            Assert.Equal((0, ""), await Restore(backup, restored));
        }
        Assert.Equal(SweepStatus.Running, (await lab.Sweep(id)).Summary.Status);
    }

    private static async Task<Report> Backup(string data, string backup)
    {
        var made = await MaintenanceRun.Of("backup", backup, "--data", data, "--json");
        Assert.Equal((0, ""), (made.Code, made.Error));
        return JsonSerializer.Deserialize<Report>(made.Output, JsonSerializerOptions.Web)!;
    }

    private static async Task<(int Code, string Error)> Restore(string backup, string data)
    {
        var made = await MaintenanceRun.Of("restore", backup, "--data", data);
        return (made.Code, made.Error);
    }

    private static bool IsInTheMiddleOf(SweepView sweep, int resolution) =>
        sweep.Tree.Select(n => n.Phase).Any(p => p.Resolution == resolution
            && p.Status == PhaseStatus.Training && p.Nimg > p.Start + (p.End - p.Start) / 4);

    private sealed record Report(int Files, long Bytes, int NewFiles, long NewBytes, object[] NotTaken);
}
