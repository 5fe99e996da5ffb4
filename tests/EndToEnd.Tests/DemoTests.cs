using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PgGanLab.Silo.Hosting;

namespace PgGanLab.EndToEnd.Tests;

/// <summary>The demo as its user sees it, on real images, with a sweep that is small enough for a test.</summary>
public sealed class DemoTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(300);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-demo-");

    private string Data => Path.Combine(folder.FullName, "data");

    [Fact]
    public async Task the_demo_hands_over_its_best_generator_and_a_second_one_trains_nothing()
    {
        var first = await Demo();
        Assert.Equal(4, first.GetProperty("experiments").GetArrayLength());
        Assert.All(first.GetProperty("experiments").EnumerateArray(), e =>
            Assert.Equal("finished", e.GetProperty("status").GetString()));
        Assert.Equal(8.192, first.GetProperty("kimgRequested").GetDouble(), 1e-9);
        Assert.Equal(3.584, first.GetProperty("kimgTrained").GetDouble(), 1e-9);
        Assert.True(first.GetProperty("floorSwd").GetDouble() < first.GetProperty("untrainedSwd").GetDouble());
        CheckSwd(first);
        CheckFiles(first);

        var second = await Demo();
        Assert.NotEqual(first.GetProperty("sweep").GetString(), second.GetProperty("sweep").GetString());
        Assert.Equal(0, second.GetProperty("kimgTrained").GetDouble());
        Assert.Equal(Swds(first), Swds(second));
        Assert.Equal(
            await File.ReadAllBytesAsync(first.GetProperty("best").GetProperty("generator").GetString()!),
            await File.ReadAllBytesAsync(second.GetProperty("best").GetProperty("generator").GetString()!));
    }

    [Fact]
    public async Task an_interrupted_demo_ends_with_130_and_goes_on_where_it_was()
    {
        using (var demo = StartDemo(Path.Combine(folder.FullName, "never.json")))
        {
            await Until(() => Directory.Exists(Path.Combine(Data, "store", "phases")));
            demo.Signal(Command.Sigint);
            var interrupted = await demo.End(Limit);
            Assert.Equal(130, interrupted.Code);
        }
        Assert.False(File.Exists(Path.Combine(folder.FullName, "never.json")));
        var stop = await Command.Run(Checkout.Lab, "stop", "--data", Data);
        Assert.Equal($"lab: No lab runs on {Data}.", stop.Error.TrimEnd());

        var result = Path.Combine(folder.FullName, "result.json");
        using var again = StartDemo(result);
        var ended = await again.End(Limit);
        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        Assert.Contains(" goes on: 4 experiments", ended.Output, StringComparison.Ordinal);
        Assert.Equal(3.584,
            JsonDocument.Parse(await File.ReadAllTextAsync(result)).RootElement.GetProperty("kimgTrained").GetDouble(),
            1e-9);
    }

    [Fact]
    public async Task a_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await Command.Run("dotnet", Checkout.Cli, "demo", "--exit", "--data", Data, "--port", $"{port}");

        Assert.Equal(1, result.Code);
        Assert.Equal($"lab: Port {port} is in use; stop what listens there, or choose another port with --port.",
            result.Error.TrimEnd());
    }

    [Fact]
    public async Task a_sweep_with_an_unknown_setting_is_refused_with_one_sentence()
    {
        var wrong = Path.Combine(folder.FullName, "wrong.yaml");
        await File.WriteAllTextAsync(wrong,
            (await File.ReadAllTextAsync(Tiny)).Replace("emaBeta: 0.9", "emaBeat: 0.9", StringComparison.Ordinal));

        var result = await Command.Run(
            "dotnet", Checkout.Cli, "demo", "--exit", "--data", Data, "--port", $"{FreePort.Find()}", "--sweep", wrong);

        Assert.Equal(1, result.Code);
        Assert.Contains("'emaBeat'", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Tiny => Path.Combine(AppContext.BaseDirectory, "tiny.yaml");

    private async Task<JsonElement> Demo()
    {
        var result = Path.Combine(folder.FullName, "result.json");
        using var demo = StartDemo(result);
        var ended = await demo.End(Limit);
        Assert.True(ended.Code == 0, ended.Output + ended.Error);
        Assert.Empty(ended.Error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(result)).RootElement;
    }

    private Command StartDemo(string result) => Command.Start(
        "dotnet", Checkout.Cli, "demo", "--exit", "--json", result, "--data", Data, "--port", $"{FreePort.Find()}",
        "--sweep", Tiny);

    private static void CheckSwd(JsonElement result)
    {
        var averages = Swds(result).Select(e => e.Average).ToArray();
        Assert.Equal(averages.Order(), averages);
        Assert.All(result.GetProperty("experiments").EnumerateArray(), e =>
            Assert.Equal(e.GetProperty("swd").GetProperty("avg").GetDouble(),
                e.GetProperty("swd").GetProperty("levels").GetProperty("16").GetDouble()));
    }

    private static (string Name, double Average)[] Swds(JsonElement result) =>
        [.. result.GetProperty("experiments").EnumerateArray()
            .Select(e => (e.GetProperty("name").GetString()!, e.GetProperty("swd").GetProperty("avg").GetDouble()))];

    private static void CheckFiles(JsonElement result)
    {
        var best = result.GetProperty("best");
        Assert.Equal(result.GetProperty("experiments")[0].GetProperty("id").GetString(),
            best.GetProperty("experiment").GetString());
        var generator = File.ReadAllBytes(best.GetProperty("generator").GetString()!);
        var header = JsonDocument.Parse(
            generator.AsMemory(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(generator))).RootElement;
        Assert.Contains(header.EnumerateObject(), tensor => tensor.Name != "__metadata__");
        Assert.Equal(
            [0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(best.GetProperty("samples").GetString()!)[..4]);
        Assert.All(result.GetProperty("experiments").EnumerateArray(), e =>
            Assert.True(File.Exists(e.GetProperty("checkpoint").GetString())));
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(50, limit.Token);
    }
}
