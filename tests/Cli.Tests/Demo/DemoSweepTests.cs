using Microsoft.AspNetCore.Builder;
using PgGanLab.Cli.Client;
using PgGanLab.Cli.Demo;
using PgGanLab.Cli.Files;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Demo;

public sealed class DemoSweepTests : IDisposable
{
    private static readonly SweepFile File = new("name: clothes\n"u8.ToArray(), "application/yaml");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-demo-");
    private readonly List<SweepSummary> sweeps = [];

    [Fact]
    public async Task an_interrupted_sweep_goes_on()
    {
        var first = await Begin(File);
        var second = await Begin(File);

        Assert.Equal(("clothes-1", false), first);
        Assert.Equal(("clothes-1", true), second);
    }

    [Fact]
    public async Task a_sweep_that_is_interrupted_while_the_lab_takes_it_goes_on()
    {
        using var stop = new CancellationTokenSource();
        await Begin(File, stop);

        Assert.True(stop.IsCancellationRequested);
        Assert.Equal(("clothes-1", true), await Begin(File));
    }

    [Fact]
    public async Task a_finished_sweep_is_followed_by_a_new_one()
    {
        await Begin(File);
        sweeps[0] = sweeps[0] with { Status = SweepStatus.Finished };

        Assert.Equal(("clothes-2", false), await Begin(File));
    }

    [Fact]
    public async Task another_file_is_another_sweep()
    {
        await Begin(File);

        Assert.Equal(("clothes-2", false), await Begin(File with { Content = "name: shoes\n"u8.ToArray() }));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(string Sweep, bool GoesOn)> Begin(SweepFile file, CancellationTokenSource? interrupted = null)
    {
        await using var fake = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/sweeps", () => FakeLab.Json(sweeps));
            routes.MapPost("/api/v1/sweeps", () =>
            {
                interrupted?.Cancel();
                sweeps.Add(Example.Summary(SweepStatus.Running) with { Id = $"clothes-{sweeps.Count + 1}" });
                return FakeLab.Json(sweeps[^1]);
            });
        });
        using var lab = new LabClient(new Uri(fake.Url));
        var (sweep, goesOn) = await DemoSweep.Begin(
            lab, file, LabDirectories.Of(folder.FullName), interrupted?.Token ?? default);
        return (sweep.Id, goesOn);
    }
}
