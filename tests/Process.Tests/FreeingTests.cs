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
        var id = await lab.Now.Submit(TinySweep.Definition(phaseKimg: 0.1));
        var before = await lab.Now.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        var finals = await FinalCheckpoints.Of(lab.Now, before);
        string[] results = [.. before.Tree.Select(n => n.Phase.Key).Except(before.Tree.Select(n => n.Phase.Parent!))];

        var killed = lab.Now.KillWhenDeleted("*.safetensors");
        var free = lab.Now.Ask("store/free?limit=1KB", new { });
        await killed;
        await Record.ExceptionAsync(() => free);
        await lab.Start();

        await lab.Now.UntilLeft("final.safetensors", results.Length);
        var after = await lab.Now.Sweep(id);
        Assert.Equal(
            before.Experiments.Select(e => (e.Status, e.Nimg)), after.Experiments.Select(e => (e.Status, e.Nimg)));
        Assert.Equal(
            finals.Where(f => results.Contains(f.Key)), await FinalCheckpoints.Of(lab.Now, after));

        var more = await lab.Now.Submit(TinySweep.Definition(phaseKimg: 0.1, rates: [0.001, 0.002, 0.003]));
        var ended = await lab.Now.Until(more, s => s.Summary.Status == SweepStatus.Finished);
        var made = await FinalCheckpoints.Of(lab.Now, ended);
        var shared = before.Tree.Single(n => n.Phase.Parent is null).Phase.Key;
        Assert.Equal(finals[shared], made[shared]);
        Assert.All(results, key => Assert.Equal(finals[key], made[key]));
        Assert.Equal(before.Summary.KimgTrained, (await lab.Now.Sweep(id)).Summary.KimgTrained);
    }
}
