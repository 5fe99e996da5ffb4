using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Silo.Hosting;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Datasets;

public sealed class DatasetMakingsTests
{
    /// <summary>Takes seconds.</summary>
    private static readonly DatasetRequest Long = new("long", "synthetic") { Resolution = 64, Images = 200_000 };

    private static readonly DatasetRequest Short = new("short", "synthetic") { Resolution = 8, Images = 20 };

    [Fact]
    public async Task a_dataset_is_made_while_nobody_looks_on()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var makings = lab.Services.GetRequiredService<IDatasetMakings>();
        await makings.Start(Short);
        Assert.Empty(await Until(makings, all => all.IsEmpty));
        Assert.Equal(20, Assert.Single(await Catalog(lab).GetDatasets()).Images);
        Assert.Empty(await Catalog(lab).ResumeDatasetRequests(new LabOptions().HostName));
    }

    [Fact]
    public async Task what_a_client_on_the_same_host_makes_stays_its_own_and_is_listed()
    {
        using var data = new TemporaryDirectory();
        var client = new LabOptions { DataDirectory = Path.Combine(data.Path, "client"), Gateways = "host:30000" };
        var other = client with { DataDirectory = Path.Combine(data.Path, "other") };
        Assert.NotEqual(client.DatasetMaker, other.DatasetMaker);
        var workshop = Directory.CreateDirectory(Path.Combine(data.Path, "store", "datasets",
            $".preparing-{client.DatasetMaker}-{Guid.NewGuid():N}-photos"));
        await using (var first = await HostedLab.Start(data.Path))
            await Catalog(first).KeepDatasetRequest(client.DatasetMaker, Long);
        await using var lab = await HostedLab.Start(data.Path);
        Assert.Empty(lab.Services.GetRequiredService<IDatasetMakings>().All);
        Assert.True(workshop.Exists);
        var listed = Assert.Single(await Catalog(lab).GetDatasetRequests());
        Assert.Equal(("long", client.DatasetMaker), (listed.Request.Name, listed.Host));
    }

    [Fact]
    public async Task who_waits_hears_all_of_it_and_a_number_tells_how_it_ended()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var makings = lab.Services.GetRequiredService<IDatasetMakings>();
        var started = await makings.Begin(Short, null);
        Assert.Equal("short", (await started.Made).Name);
        Assert.Equal(DatasetMakingStatus.Finished, makings.Find(started.Number)!.Status);
        Assert.Empty(makings.All);
        makings.Forget(started.Number);
        Assert.Null(makings.Find(started.Number));

        var failing = await makings.Begin(new DatasetRequest("photos", "folder") { From = "/nowhere" }, null);
        await Assert.ThrowsAsync<InvalidInputException>(() => failing.Made);
        var stopped = await makings.Begin(Long, null);
        makings.Stop(stopped.Number);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Made);
        Assert.Empty(await Catalog(lab).ResumeDatasetRequests(new LabOptions().HostName));
    }

    [Fact]
    public async Task one_that_waits_for_another_of_its_name_says_so_and_is_made_then()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var makings = lab.Services.GetRequiredService<IDatasetMakings>();
        var first = await makings.Start(Long);
        await Until(makings, all => all is [{ Done: > 0 }]);
        Assert.Equal(first.Number, (await makings.Start(Long)).Number);
        var second = await makings.Start(Short with { Name = "long" });
        await Until(makings, all => all is [_, { Status: DatasetMakingStatus.Waiting }]);

        makings.Stop(first.Number);
        var stopped = await Until(makings, all => all is [{ HasEnded: true }]);
        Assert.Equal((first.Number, DatasetMakingStatus.Stopped), (stopped[0].Number, stopped[0].Status));
        Assert.Equal(20, Assert.Single(await Catalog(lab).GetDatasets()).Images);
        var events = await Catalog(lab).GetEvents(10);
        Assert.Matches("^It was stopped at [0-9,]+ of 200,000 images; nothing of it was kept.$",
            Assert.Single(events, e => e is { Kind: "dataset-stopped", Subject: "long" }).Text);

        makings.Forget(first.Number);
        Assert.Empty(makings.All);
        Assert.True(second.Number > first.Number);
    }

    [Fact]
    public async Task one_that_can_not_be_made_stays_listed_with_the_reason_and_is_noted()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var makings = lab.Services.GetRequiredService<IDatasetMakings>();
        await makings.Start(new DatasetRequest("photos", "folder") { From = "/nowhere" });
        var failed = Assert.Single(await Until(makings, all => all is [{ HasEnded: true }]));
        Assert.Equal((DatasetMakingStatus.Failed, "There is no folder or zip '/nowhere' on the lab's host."),
            (failed.Status, failed.Failure));
        Assert.Contains(await Catalog(lab).GetEvents(10),
            e => (e.Kind, e.Subject, e.Text) == ("dataset-failed", "photos", failed.Failure));

        await makings.Start(Short with { Name = "photos" });
        Assert.Empty(await Until(makings, all => all.IsEmpty));
        await Assert.ThrowsAsync<InvalidInputException>(() => makings.Start(Short with { Name = "No!" }));
    }

    [Fact]
    public async Task what_the_labs_end_stops_is_made_when_it_starts_again()
    {
        using var data = new TemporaryDirectory();
        long number;
        await using (var lab = await HostedLab.Start(data.Path))
        {
            var makings = lab.Services.GetRequiredService<IDatasetMakings>();
            number = (await makings.Start(Long with { Images = 20_000 })).Number;
            await Until(makings, all => all is [{ Done: > 0 }]);
        }
        var place = LabDirectories.Of(data.Path).Resolve("datasets");
        Assert.Empty(Directory.GetDirectories(place));
        var host = new LabOptions().HostName;
        var killed = Directory.CreateDirectory(
            Path.Combine(place, $".preparing-{host}-{Guid.NewGuid():N}-killed", "killed.building-1"));
        var foreign = Directory.CreateDirectory(
            Path.Combine(place, $".preparing-{host}2-{Guid.NewGuid():N}-foreign"));

        await using var next = await HostedLab.Start(data.Path);
        Assert.False(killed.Exists);
        Assert.True(foreign.Exists);
        var resumed = next.Services.GetRequiredService<IDatasetMakings>();
        Assert.Equal((number, "long"), (resumed.Find(number)!.Number, resumed.Find(number)!.Request.Name));
        await Until(resumed, all => all.IsEmpty);
        Assert.Equal(20_000, Assert.Single(await Catalog(next).GetDatasets()).Images);
        var events = (await Catalog(next).GetEvents(20)).Reverse()
            .Where(e => e.Kind.StartsWith("dataset-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            [
                ("dataset-stopped", "long"), ("dataset-resumed", "long"), ("dataset-stopped", "killed"),
                ("dataset-registered", "long"),
            ],
            events.Select(e => (e.Kind, e.Subject)));
        Assert.EndsWith(
            "; nothing of it was kept. It is made when the lab starts again.", events[0].Text,
            StringComparison.Ordinal);
        Assert.Equal("The lab ended while it was being made; nothing of it was kept.", events[2].Text);
    }

    private static ICatalogGrain Catalog(HostedLab lab) => lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    private static async Task<ImmutableArray<DatasetMaking>> Until(
        IDatasetMakings makings, Func<ImmutableArray<DatasetMaking>, bool> wanted)
    {
        var seen = new TaskCompletionSource<ImmutableArray<DatasetMaking>>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = makings.Listen(Look);
        Look();
        return await seen.Task.WaitAsync(TimeSpan.FromSeconds(90));

        void Look()
        {
            var all = makings.All;
            if (wanted(all))
                seen.TrySetResult(all);
        }
    }
}
