using PgGanLab.Grains.Sweeps;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>What is freed leaves the record first, then the disk.</summary>
public class FreeingTests
{
    [Fact]
    public async Task a_lab_killed_while_it_frees_has_all_of_a_file_or_nothing_and_makes_the_same_again()
    {
        using var data = new DataDirectory();
        await using var lab = new RestartedLab(data.Path);
        await lab.Start();
        var sweep = TinySweep.Definition(phaseKimg: 0.1);
        var id = await lab.Now.Submit(sweep);
        var before = await lab.Now.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        var finals = await FinalCheckpoints.Of(lab.Now, before);

        var killed = lab.Now.KillWhenDeleted("*.safetensors");
        var free = lab.Now.Ask("store/free?limit=1KB", new { });
        await killed;
        await Record.ExceptionAsync(() => free);
        await lab.Start();

        await lab.Now.UntilGone("*.safetensors");
        var after = await lab.Now.Sweep(id);
        Assert.Equal(
            before.Experiments.Select(e => (e.Status, e.Nimg)), after.Experiments.Select(e => (e.Status, e.Nimg)));
        Assert.Empty(await FinalCheckpoints.Of(lab.Now, after));

        var again = await lab.Now.Submit(sweep);
        var ended = await lab.Now.Until(again, s => s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(finals, await FinalCheckpoints.Of(lab.Now, ended));
        Assert.Equal(before.Summary.KimgTrained, ended.Summary.KimgTrained);
    }
}
