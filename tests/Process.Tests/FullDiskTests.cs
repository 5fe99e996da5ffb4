using PgGanLab.Grains.Sweeps;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>Promise 6 where the disk has no room.</summary>
public class FullDiskTests(UndisturbedRun undisturbed)
{
    [Fact]
    public async Task a_full_disk_is_said_in_one_sentence_leaves_nothing_half_written_and_changes_no_byte_once_there_is_room()
    {
        using var disk = SmallDisk.TryMount(megabytes: 32);
        if (disk is null)
            Assert.Skip(SmallDisk.NeedsRoot);
        using var data = new DataDirectory();
        await using var lab = await LabUnderTest.Start(data.Path, disk.Path);
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
        await lab.Until(id, sweep => sweep.Tree.Any(n => n.Phase.Nimg > n.Phase.Start));

        disk.Fill();
        await lab.UntilSaid("waits until it can");
        Assert.Matches(
            "^\\[[0-9:]+ WRN\\] File '.+' could not be stored: No space left on device.*; "
            + "worker [^ ]+ waits until it can\\.$",
            lab.Said.First(line => line.Contains("waits until it can", StringComparison.Ordinal)));
        await lab.UntilLeft("*.tmp", 0);                // a worker may be trying just now
        Assert.Equal(SweepStatus.Running, (await lab.Sweep(id)).Summary.Status);

        disk.Empty();
        var ended = await lab.Until(id, s => s.Summary.Status != SweepStatus.Running);
        Assert.Equal(SweepStatus.Finished, ended.Summary.Status);
        Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(lab, ended));
        Assert.Equal(undisturbed.Sweep.Summary.KimgTrained, ended.Summary.KimgTrained);
        Assert.Equal(0, await lab.Stop("TERM"));
    }

    [Fact]
    public async Task a_full_data_directory_is_named_by_the_api_and_by_health_and_the_lab_lives_on()
    {
        using var disk = SmallDisk.TryMount(megabytes: 128);
        if (disk is null)
            Assert.Skip(SmallDisk.NeedsRoot);
        TinySource.Write(disk.Path);
        await using var lab = await LabUnderTest.Start(disk.Path);
        await lab.Submit(TinySweep.Definition(phaseKimg: 0.1));
        Assert.Equal("Healthy", await lab.Health());

        disk.Fill();
        var full = $"The disk of {disk.Path} is full (0 KB are free); make room for 64 MB at least.";
        Assert.StartsWith($"Unhealthy\n{full}", await lab.Health(), StringComparison.Ordinal);
        var (status, answer) = await lab.Ask("sweeps", TinySweep.Definition(phaseKimg: 0.2));
        Assert.Equal(507, status);
        Assert.Contains("0 KB are free; make room", answer, StringComparison.Ordinal);

        disk.Empty();
        Assert.Equal("Healthy", await lab.Health());
        await lab.Submit(TinySweep.Definition(phaseKimg: 0.2));
    }
}
