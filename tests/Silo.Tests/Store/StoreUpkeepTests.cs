using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Store;

/// <summary>With everything real.</summary>
public class StoreUpkeepTests
{
    [Fact]
    public async Task files_that_a_killed_lab_left_on_no_record_go_at_the_next_start_and_all_others_stay()
    {
        using var data = new TemporaryDirectory();
        var directories = LabDirectories.Of(data.Path);
        string phase;
        await using (var lab = await HostedLab.Start(data.Path))
            phase = (await HostedLab.Until(
                await lab.Submit(phaseKimg: 0.2), s => s.Summary.Status == SweepStatus.Finished)).Tree[^1].Phase.Key;
        var whole = Files(directories);

        var lease = StoreLayout.Lease(phase, 1);
        string[] orphans = [$"{lease}/snapshot-000000000123.safetensors", $"{lease}/final.safetensors.0123.tmp"];
        var stranger = $"{StoreLayout.Lease(new string('0', 64), 1)}/final.safetensors";
        foreach (var file in orphans.Append(stranger).Select(directories.Resolve))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "left");
        }

        await using var next = await HostedLab.Start(data.Path);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (orphans.Any(file => File.Exists(directories.Resolve(file))))
            await Task.Delay(20, patience.Token);
        Assert.Equal(whole.Append(directories.Resolve(stranger)).Order(StringComparer.Ordinal), Files(directories));
    }

    [Fact]
    public async Task a_removal_that_a_kill_interrupted_ends_at_the_next_start()
    {
        using var data = new TemporaryDirectory();
        var directories = LabDirectories.Of(data.Path);
        string phase;
        await using (var lab = await HostedLab.Start(data.Path))
            phase = (await HostedLab.Until(
                await lab.Submit(phaseKimg: 0.2), s => s.Summary.Status == SweepStatus.Finished)).Tree[^1].Phase.Key;
        var whole = Files(directories);
        Directory.CreateDirectory(directories.Resolve(StoreLayout.RemovedPhases));
        Directory.Move(directories.Resolve(StoreLayout.Phase(phase)), directories.Resolve(StoreLayout.RemovedPhase(phase)));
        var gone = directories.Resolve(StoreLayout.RemovedPhase(new string('0', 64)));
        Directory.CreateDirectory(gone);

        await using var next = await HostedLab.Start(data.Path);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (Directory.Exists(gone) || !Directory.Exists(directories.Resolve(StoreLayout.Phase(phase))))
            await Task.Delay(20, patience.Token);
        Assert.Equal(whole, Files(directories));
    }

    private static string[] Files(LabDirectories directories) =>
        [.. Directory.GetFiles(directories.Resolve(StoreLayout.Phases), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];
}
