using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Store;

/// <summary>With everything real.</summary>
public class CheckpointVerifierTests
{
    [Fact]
    public async Task a_damaged_end_of_a_finished_sweep_is_found_named_and_made_again_with_the_same_bytes()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var sweep = await HostedLab.Until(
            await lab.Submit(phaseKimg: 0.2), s => s.Summary.Status == SweepStatus.Finished);
        var verifier = lab.Services.GetRequiredService<ICheckpointVerifier>();
        var whole = await verifier.Verify(null, CancellationToken.None);
        Assert.Equal((sweep.Tree.Length, 0), (whole.Files, whole.Damaged.Length));

        var experiment = lab.Grains.GetGrain<IExperimentGrain>(sweep.Experiments[0].Id);
        var end = (await experiment.GetCheckpoints())!.Value[0];
        var path = LabDirectories.Of(data.Path).Resolve(end.Path);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var check = await verifier.Verify(null, CancellationToken.None);
        var damaged = Assert.Single(check.Damaged);
        Assert.Equal((end.Phase, end.Path), (damaged.Phase, damaged.Path));
        Assert.StartsWith("its SHA-256 is ", damaged.Reason, StringComparison.Ordinal);
        Assert.Contains(
            await lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetEvents(50),
            e => e.Kind == "checkpoint-damaged" && e.Subject == end.Phase);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while ((await experiment.GetCheckpoints())!.Value[0] is not { Final: true } again || again.Phase != end.Phase)
            await Task.Delay(50, patience.Token);
        var renewed = (await experiment.GetCheckpoints())!.Value[0];
        Assert.NotEqual(end.Path, renewed.Path);
        Assert.Equal(end.Sha256, renewed.Sha256);
        Assert.Empty((await verifier.Verify(null, CancellationToken.None)).Damaged);
    }

    [Fact]
    public async Task a_store_that_is_not_mounted_condemns_nothing_and_one_unreadable_file_hides_no_other()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var sweep = await HostedLab.Until(
            await lab.Submit(phaseKimg: 0.2), s => s.Summary.Status == SweepStatus.Finished);
        var verifier = lab.Services.GetRequiredService<ICheckpointVerifier>();
        var catalog = lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        var directories = LabDirectories.Of(data.Path);
        var phases = directories.Resolve(StoreLayout.Phases);
        Directory.Move(phases, $"{phases}.away");
        Directory.CreateDirectory(phases);
        var away = await Assert.ThrowsAsync<StoreAwayException>(() => verifier.Verify(null, CancellationToken.None));
        Assert.Contains(directories.Store, away.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await catalog.GetEvents(50), e => e.Kind == "checkpoint-damaged");
        Directory.Delete(phases);
        Directory.Move($"{phases}.away", phases);

        var ends = await catalog.GetEnds("", 100);
        var (root, child) = (End(sweep.Tree[0].Phase.Key), End(sweep.Tree[1].Phase.Key));
        var (loop, folder) = (directories.Resolve(root), directories.Resolve(child));
        File.Move(folder, $"{folder}.kept");
        Directory.CreateDirectory(folder);
        File.Move(loop, $"{loop}.kept");
        File.CreateSymbolicLink(loop, loop);
        var check = await verifier.Verify(null, CancellationToken.None);
        Assert.Equal(ends.Length, check.Files);
        Assert.Equal(child, Assert.Single(check.Unread).Path);
        var damaged = Assert.Single(check.Damaged);
        Assert.Equal((root, 0), (damaged.Path, check.Awaited));
        Assert.NotEqual("it is not in the store any more", damaged.Reason);

        Directory.Delete(folder);
        File.Move($"{folder}.kept", folder);
        File.Delete(loop);
        File.Move($"{loop}.kept", loop);
        check = await verifier.Verify(null, CancellationToken.None);
        Assert.Equal((0, 0, 1), (check.Damaged.Length, check.Unread.Length, check.Mended));
        Assert.DoesNotContain(await catalog.GetEnds("", 100), e => e.IsDamaged);
        Assert.Equal(0, (await verifier.Verify(null, CancellationToken.None)).Mended);

        string End(string phase) => ends.Single(e => e.File.Phase == phase).File.Path;
    }
}
