using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;
using PgGanLab.Silo.Tests.Fakes;

namespace PgGanLab.Silo.Tests.Datasets;

public class DatasetServiceTests
{
    [Fact]
    public async Task a_dataset_is_prepared_registered_and_prepared_again_without_a_change()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var first = await lab.PrepareDataset();
        Assert.Equal(
            ("tiny", 32, 1, 400, 10), (first.Name, first.Resolution, first.Channels, first.Images, first.Labels));
        Assert.Equal(first, await lab.PrepareDataset());
        Assert.Equal([first], await lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetDatasets());
        Assert.Equal([Path.GetFileName(first.Path)], Folders(data));
    }

    [Fact]
    public async Task a_damaged_dataset_is_made_anew()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var first = await lab.PrepareDataset();
        var pixels = Path.Combine(LabDirectories.Of(data.Path).Resolve(first.Path), "8x8.u8");
        File.WriteAllBytes(pixels, [1, 2, 3]);
        Assert.Equal(first, await lab.PrepareDataset());
        Assert.Equal(400 * 8 * 8, new FileInfo(pixels).Length);
    }

    [Theory]
    [InlineData("Tiny!", "fashion-mnist",
        "'Tiny!' can't be a dataset's name; use 1 to 64 lower-case letters, digits, dots and dashes, "
        + "with a letter or digit at both ends.")]
    [InlineData("tiny", "fashion",
        "Unknown dataset kind 'fashion'; it must be one of: "
        + "folder, mnist, fashion-mnist, cifar10, cifar100, celeba, celeba-hq, tfrecords, synthetic.")]
    public async Task what_can_not_be_prepared_is_said_in_one_sentence(string name, string kind, string sentence)
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var service = lab.Services.GetRequiredService<IDatasetService>();
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() =>
            service.Create(new DatasetRequest(name, kind), null, CancellationToken.None));
        Assert.Equal(sentence, refused.Message);
    }

    [Fact]
    public async Task a_damaged_source_file_is_named_and_nothing_stays()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var file = Path.Combine(data.Path, "source", "train-images-idx3-ubyte.gz");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..200]);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(lab.PrepareDataset);
        Assert.StartsWith($"File '{file}' cannot be read:", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Folders(data));
        Assert.Empty(await lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetDatasets());
    }

    [Fact]
    public async Task a_dataset_is_made_of_formulas_shown_checked_and_removed()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var service = lab.Services.GetRequiredService<IDatasetService>();
        var reports = new Reports();
        var made = await service.Create(
            new DatasetRequest("made-up", "synthetic") { Resolution = 16, Channels = 3, Images = 30, Classes = 3 },
            reports, CancellationToken.None);
        Assert.Equal((16, 3, 30, 3), (made.Resolution, made.Channels, made.Images, made.Labels));
        Assert.Equal((30, 30), (reports.All[^1].Done, reports.All[^1].Total));

        var details = await service.Describe(made, CancellationToken.None);
        Assert.Equal([new(0, null, 10), new(1, null, 10), new(2, null, 10)], details.Classes);
        Assert.Equal("synthetic", details.Source);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'],
            (await service.Preview(made, 8, 4, 2, CancellationToken.None))[..4]);
        Assert.True((await service.Verify(made, CancellationToken.None)).IsWhole);

        Assert.True(await service.Remove("made-up", CancellationToken.None));
        Assert.False(await service.Remove("made-up", CancellationToken.None));
        Assert.Empty(Folders(data));
    }

    [Fact]
    public async Task a_slow_source_keeps_no_other_waiting()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var service = lab.Services.GetRequiredService<IDatasetService>();
        using var go = new ManualResetEventSlim();
        var slow = service.Create(new DatasetRequest("slow", "synthetic") { Resolution = 8, Images = 10 },
            new Blocked(go), CancellationToken.None);
        var quick = await service.Create(
            new DatasetRequest("quick", "synthetic") { Resolution = 8, Images = 20 }, null, CancellationToken.None);
        Assert.False(slow.IsCompleted);
        go.Set();
        Assert.Equal((20, 10), (quick.Images, (await slow).Images));
        Assert.Equal(new[] { quick.Path, (await slow).Path }.Select(Path.GetFileName).Order(), Folders(data).Order());
    }

    [Fact]
    public async Task a_damaged_file_is_found_although_it_was_checked_before()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var service = lab.Services.GetRequiredService<IDatasetService>();
        var dataset = await lab.PrepareDataset();
        Assert.True((await service.Verify(dataset, CancellationToken.None)).IsWhole);
        var pixels = Path.Combine(LabDirectories.Of(data.Path).Resolve(dataset.Path), "8x8.u8");
        var written = File.GetLastWriteTimeUtc(pixels);
        var bytes = File.ReadAllBytes(pixels);
        bytes[100] ^= 1;
        File.WriteAllBytes(pixels, bytes);
        File.SetLastWriteTimeUtc(pixels, written);

        var check = await service.Verify(dataset, CancellationToken.None);
        Assert.False(check.IsWhole);
        Assert.StartsWith($"Dataset file '{pixels}' is damaged: its SHA-256 is ", Assert.Single(check.Problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_dataset_that_an_unfinished_sweep_needs_is_not_removed()
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var service = lab.Services.GetRequiredService<IDatasetService>();
        var sweep = await lab.Submit(phaseKimg: 50);
        var id = (await HostedLab.Until(sweep, _ => true)).Summary.Id;
        var refused = await Assert.ThrowsAsync<DatasetNeededException>(() =>
            service.Remove("tiny", CancellationToken.None));
        Assert.Equal($"Dataset 'tiny' is needed by the unfinished sweep {id}; let it finish or cancel it first.",
            refused.Message);
        Assert.Single(Folders(data));

        await sweep.Cancel();
        Assert.True(await service.Remove("tiny", CancellationToken.None));
        Assert.Empty(await lab.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetDatasets());
    }

    [Theory]
    [InlineData("framing", "stretch", "framing is 'stretch'; it must be crop or fit.")]
    [InlineData("filter", "cubic", "filter is 'cubic'; it must be area or lanczos.")]
    [InlineData("onDamaged", "ignore", "onDamaged is 'ignore'; it must be fail or skip.")]
    [InlineData("background", "mauve", "background is 'mauve'; it must be white, black or a colour such as #8090a0.")]
    public async Task a_word_that_is_not_known_is_said(string option, string word, string sentence)
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var request = new DatasetRequest("x", "folder")
        {
            From = data.Path,
            Framing = option == "framing" ? word : null,
            Filter = option == "filter" ? word : null,
            OnDamaged = option == "onDamaged" ? word : null,
            Background = option == "background" ? word : null,
        };
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() =>
            lab.Services.GetRequiredService<IDatasetService>().Create(request, null, CancellationToken.None));
        Assert.Equal(sentence, refused.Message);
    }

    private sealed class Reports : IProgress<DatasetProgress>
    {
        public List<DatasetProgress> All { get; } = [];

        public void Report(DatasetProgress value) => All.Add(value);
    }

    /// <summary>Holds the maker up until it may go on.</summary>
    private sealed class Blocked(ManualResetEventSlim go) : IProgress<DatasetProgress>
    {
        public void Report(DatasetProgress value) => go.Wait();
    }

    private static IEnumerable<string?> Folders(TemporaryDirectory data)
    {
        var place = LabDirectories.Of(data.Path).Resolve("datasets");
        return Directory.Exists(place) ? Directory.GetDirectories(place).Select(Path.GetFileName) : [];
    }
}
