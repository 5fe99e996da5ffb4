using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
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
        Assert.Equal(("tiny", 32, 1, 400, 10), (first.Name, first.Resolution, first.Channels, first.Images, first.Labels));
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
    [InlineData("Tiny!", "fashion-mnist", "'Tiny!' can't be a dataset's name; use 1 to 64 lower-case letters, digits, dots and dashes, with a letter or digit at both ends.")]
    [InlineData("tiny", "fashion", "Unknown dataset kind 'fashion'; it must be one of: fashion-mnist.")]
    public async Task what_can_not_be_prepared_is_said_in_one_sentence(string name, string kind, string sentence)
    {
        using var data = new TemporaryDirectory();
        await using var lab = await HostedLab.Start(data.Path);
        var service = lab.Services.GetRequiredService<IDatasetService>();
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => service.Prepare(name, kind, CancellationToken.None));
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

    private static IEnumerable<string?> Folders(TemporaryDirectory data)
    {
        var place = LabDirectories.Of(data.Path).Resolve("datasets");
        return Directory.Exists(place) ? Directory.GetDirectories(place).Select(Path.GetFileName) : [];
    }
}
