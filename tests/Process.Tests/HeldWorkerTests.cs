using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Workers;
using PgGanLab.Process.Tests.Lab;
using PgGanLab.Tests.Tiny;

namespace PgGanLab.Process.Tests;

/// <summary>Which workers take no phases is on record: killing the lab forgets nothing of it.</summary>
public class HeldWorkerTests(UndisturbedRun undisturbed)
{
    [Fact]
    public async Task a_worker_drained_now_gives_its_phase_back_and_stays_drained_after_a_kill()
    {
        using var data = new DataDirectory();
        var lab = await LabUnderTest.Start(data.Path);
        var id = await lab.Submit(TinySweep.Definition(phaseKimg: UndisturbedRun.PhaseKimg));
        await lab.Until(id, sweep => sweep.Tree.Any(n => n.Phase.Worker is not null));
        var name = (await lab.Sweep(id)).Tree.First(n => n.Phase.Worker is not null).Phase.Worker!;
        Assert.Equal(200, (await lab.Ask($"workers/{name}/drain?now=true", new { })).Status);
        await lab.Until(id, sweep => sweep.Tree.Any(n => n.Phase.Worker is { } other && other != name));
        await lab.Kill();
        await lab.DisposeAsync();
        lab = await LabUnderTest.Start(data.Path);
        var ended = await lab.Until(id, s => s.Summary.Status == SweepStatus.Finished);
        Assert.Equal(undisturbed.Finals, await FinalCheckpoints.Of(lab, ended));
        var worker = (await lab.Get<Worker[]>("workers")).Single(w => w.Name == name);
        Assert.Equal((WorkerHoldKind.Drained, 0), (worker.Hold!.Kind, worker.ImagesTrained));
        Assert.Equal(200, (await lab.Ask($"workers/{name}/resume", new { })).Status);
        Assert.Null((await lab.Get<Worker[]>("workers")).Single(w => w.Name == name).Hold);
        await lab.DisposeAsync();
    }
}
