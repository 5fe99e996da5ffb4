using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Store;

/// <summary>A lab does not go on with a store that is not its own, unless a person says so.</summary>
[Collection(nameof(AloneInTheProcess))]
public class StoreMarkTests
{
    [Fact]
    public async Task a_store_that_is_empty_or_another_lab_s_is_refused_and_a_loss_that_is_accepted_is_trained_again()
    {
        using var data = new TemporaryDirectory();
        var (store, aside) = (Path.Combine(data.Path, "store"), Path.Combine(data.Path, "aside"));
        string id;
        await using (var first = await HostedLab.Start(data.Path))
            id = (await HostedLab.Until(await first.Submit(phaseKimg: 0.1),
                s => s.Summary.Status == SweepStatus.Finished)).Summary.Id;
        Directory.Move(store, aside);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => HostedLab.Start(data.Path));
        Assert.Matches("^The store directory .+ has nothing of the [0-9]+ checkpoints and 1 dataset on record; is its "
            + "disk mounted\\? ./lab up --accept-loss goes on", refusal.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(store));

        var mark = File.ReadAllText(Path.Combine(aside, "lab-id"));
        File.WriteAllText(Path.Combine(aside, "lab-id"), "another");
        Directory.Delete(store, recursive: true);
        Directory.Move(aside, store);
        refusal = await Assert.ThrowsAsync<InvalidInputException>(() => HostedLab.Start(data.Path));
        Assert.Contains("belongs to another lab than the record", refusal.Message, StringComparison.Ordinal);

        Directory.Delete(Path.Combine(store, "phases"), recursive: true);
        await using var lab = await HostedLab.Start(data.Path, acceptsLoss: true);
        Assert.Equal(mark, File.ReadAllText(Path.Combine(store, "lab-id")));
        var events = await lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetEvents(100);
        Assert.Matches("^[0-9]+ checkpoints and [0-9]+ sample grids were not in the store and left the record.$",
            Assert.Single(events, e => e.Kind == "store-loss-accepted").Text);
        var sweep = lab.Grains.GetGrain<ISweepGrain>(id);
        Assert.Equal(0.5, (await sweep.GetView())!.Summary.KimgTrained, 1e-9);
        await sweep.Retry($"{id}.1");
        var experiment = lab.Grains.GetGrain<Grains.Experiments.IExperimentGrain>($"{id}.1");
        for (var i = 0; (await experiment.GetGenerator())!.IsMadeAgain && i < 600; i++)
            await Task.Delay(100);
        Assert.NotNull((await experiment.GetGenerator())!.Checkpoint);
    }
}
