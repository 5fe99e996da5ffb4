using System.Text.Json;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.EndToEnd.Tests;

/// <summary>Datasets as a user meets them: a lab in a process of its own, and the command line.</summary>
public sealed class DatasetTests : IAsyncDisposable
{
    private const string Sweep = """
        name: colours
        dataset: made-up
        base: {resolution: 16, latentSize: 8, fmapBase: 32, fmapMax: 8, minibatch: 8, stabilizeKimg: 0.08, fadeInKimg: 0.08, tickKimg: 0.04, swdImages: 32}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-dataset-");
    private readonly int port = FreePort.Find();
    private readonly Command lab;

    public DatasetTests() => lab = Command.Start(
        "dotnet", Path.Combine(Checkout.Root, "artifacts", "bin", "Dashboard", "release", "PgGanLab.Dashboard.dll"),
        "--data", Data, "--port", $"{port}", "--Lab:Devices", "cpu:0");

    private string Data => Path.Combine(folder.FullName, "data");

    [Fact]
    public async Task a_folder_becomes_a_dataset_that_is_checked_mended_and_removed()
    {
        await Serving();
        await Done("dataset", "create", "made-up", "--kind", "synthetic", "--resolution", "16",
            "--channels", "3", "--images", "64");
        var photos = folder.CreateSubdirectory("photos").FullName;
        foreach (var name in (string[])["one", "two"])
        {
            Directory.CreateDirectory(Path.Combine(photos, name));
            await Done("dataset", "show", "made-up", "--preview", Path.Combine(photos, name, "grid.png"));
        }
        await File.WriteAllTextAsync(Path.Combine(photos, "two", "text.jpg"), "no image");

        var refused = await Lab("dataset", "create", "photos", "--from", photos);
        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.StartsWith(
            "unusable: two/text.jpg: it is no image of a known format; "
            + "JPEG, PNG, WebP, TIFF, GIF and AVIF can be read\nlab: 1 of 3 images can't be used",
            refused.Error, StringComparison.Ordinal);
        var made = Json(await Done(
            "dataset", "create", "photos", "--from", photos, "--on-damaged", "skip", "--framing", "fit", "--json"));
        Assert.Equal((2, 256, 2), (made.GetProperty("images").GetInt32(), made.GetProperty("resolution").GetInt32(),
            made.GetProperty("labels").GetInt32()));

        var pixels = Path.Combine(Data, "store", made.GetProperty("path").GetString()!, "16x16.u8");
        Assert.Equal(2 * 3 * 16 * 16, new FileInfo(pixels).Length);
        await Done("dataset", "verify", "photos");
        await File.WriteAllBytesAsync(pixels, new byte[2 * 3 * 16 * 16]);
        var damaged = await Lab("dataset", "verify", "photos");
        Assert.Equal(1, damaged.Code);
        Assert.StartsWith(
            $"Dataset file '{pixels}' is damaged: its SHA-256 is ", damaged.Error, StringComparison.Ordinal);

        await Done("dataset", "remove", "photos");
        Assert.False(Directory.Exists(Path.GetDirectoryName(pixels)));
        Assert.Equal(["made-up"], Json(await Done("dataset", "list", "--json")).EnumerateArray()
            .Select(d => d.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task a_sweep_trains_on_a_dataset_in_colour_that_stays_until_it_is_done()
    {
        await Serving();
        await Done("dataset", "create", "made-up", "--kind", "synthetic", "--resolution", "16", "--images", "200");
        var file = Path.Combine(folder.FullName, "sweep.yaml");
        await File.WriteAllTextAsync(file, Sweep);
        var trained = Json(await Done("sweep", "submit", file, "--watch", "--json"));
        Assert.Equal("finished", trained.GetProperty("summary").GetProperty("status").GetString());
        Assert.Equal("made-up is removed.\n", (await Done("dataset", "remove", "made-up")).Output);
    }

    public async ValueTask DisposeAsync()
    {
        lab.Signal(Command.Sigint);
        await lab.End(TimeSpan.FromSeconds(90));
        lab.Dispose();
        folder.Delete(recursive: true);
    }

    private static JsonElement Json(Command.Result result) => JsonDocument.Parse(result.Output).RootElement;

    private Task<Command.Result> Lab(params string[] arguments) =>
        Command.Run("dotnet", [Checkout.Cli, .. arguments, "--server", $"http://localhost:{port}"]);

    private async Task<Command.Result> Done(params string[] arguments)
    {
        var result = await Lab(arguments);
        Assert.True(result.Code == 0, result.Output + result.Error);
        return result;
    }

    private async Task Serving()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while ((await Lab("dataset", "list")).Code != 0)
            await Task.Delay(200, limit.Token);
    }
}
