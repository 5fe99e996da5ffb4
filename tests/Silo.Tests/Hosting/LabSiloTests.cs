using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Hosting;

/// <summary>A silo with everything real, in this process.</summary>
[Collection(nameof(AloneInTheProcess))]
public class LabSiloTests
{
    [Fact]
    public async Task a_sweep_is_trained_to_its_end_and_the_lab_is_healthy()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var sweep = await lab.Submit(phaseKimg: 0.4);
        var ended = await HostedLab.Until(sweep, s => s.Summary.Status == SweepStatus.Finished);
        Assert.All(ended.Tree, n => Assert.Equal(PhaseStatus.Finished, n.Phase.Status));
        Assert.Equal(2, ended.Summary.KimgTrained);

        var health = await lab.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["database", "lifetime", "store", "workers"], health.Entries.Keys.Order());
        Assert.Equal(HealthStatus.Healthy, health.Status);
    }

    [Fact]
    public async Task a_stopped_lab_gives_its_phases_back_with_a_snapshot_and_goes_on_from_there()
    {
        using var data = new TemporaryDirectory();
        SweepView seen;
        await using (var first = await HostedLab.Start(data.Path))
        {
            var sweep = await first.Submit(phaseKimg: 900);
            seen = await HostedLab.Until(
                sweep, s => s.Tree[0].Phase is { Status: PhaseStatus.Training, Nimg: > 300 });
        }

        await using var second = await HostedLab.Start(data.Path);
        var again = second.Grains.GetGrain<ISweepGrain>(seen.Summary.Id);
        var kept = (await again.GetView())!;
        Assert.InRange(kept.Tree[0].Phase.Nimg, seen.Tree[0].Phase.Nimg, 899_999);
        var later = await HostedLab.Until(again, s => s.Tree[0].Phase.Nimg > kept.Tree[0].Phase.Nimg + 1000);
        Assert.InRange(later.Summary.KimgTrained, kept.Tree[0].Phase.Nimg / 1000.0, 900);
        await again.Cancel();
    }
}
