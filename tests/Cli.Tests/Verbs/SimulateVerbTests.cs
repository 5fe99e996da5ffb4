using System.Text.Json;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SimulateVerbTests : IDisposable
{
    private const string Nowhere = "http://localhost:1";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-simulate-");

    [Fact]
    public async Task a_sweep_is_reckoned_without_a_lab_at_rates_from_a_file()
    {
        var result = await Simulate(await Sweep("one.yaml", 2), "--workers", "2xA100", "--rates", await Rates());
        Assert.Equal(0, result.Code);
        Assert.Matches("(?m)^ *takes +5 s", result.Output);
        Assert.Matches("(?m)^ *kimg asked for +10", result.Output);
        Assert.Matches("(?m)^ *kimg saved +3", result.Output);
        Assert.Contains("No lab answers", result.Error, StringComparison.Ordinal);
        Assert.Contains("Dataset 'shapes' is not in the lab", result.Error, StringComparison.Ordinal);
        Assert.Contains("All paces were measured or given.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task another_sweep_stands_beside_it_and_curves_give_the_best_swd()
    {
        var curves = await Write("curves.json", """
            [{ "experiment": 1, "kimg": 4, "swd": 40 }, { "experiment": 2, "kimg": 5, "swd": 30.5 }]
            """);
        var result = await Simulate(await Sweep("one.yaml", 2), "--workers", "2xA100", "--rates", await Rates(),
            "--against", await Sweep("two.yaml", 1), "--curves", curves);
        Assert.Matches("(?m)^ *kimg trained +7 +5 +1.40", result.Output);
        Assert.Matches("(?m)^ *30.5 +5 s +one.yaml #2", result.Output);
    }

    [Fact]
    public async Task sweeps_in_turn_share_what_the_earlier_ones_trained()
    {
        var result = await Simulate(await Sweep("one.yaml", 2), await Sweep("two.yaml", 3), "--workers", "2xA100",
            "--rates", await Rates(), "--in-turn", "--json");
        var answer = JsonDocument.Parse(result.Output).RootElement.GetProperty("result");
        Assert.Equal((9, 25), (answer.GetProperty("kimgTrained").GetDouble(),
            answer.GetProperty("kimgRequested").GetDouble()));
        Assert.Equal(5, answer.GetProperty("sweeps")[1].GetProperty("submitted").GetDouble());
    }

    [Fact]
    public async Task more_experiments_than_a_lab_takes_are_simulated()
    {
        var result = await Simulate(await Sweep("many.yaml", 1500), "--workers", "100xA100", "--rates", await Rates());
        Assert.Equal(0, result.Code);
        Assert.Matches("(?m)^ *phases +3,003", result.Output);
    }

    [Theory]
    [InlineData("8xB52", "[]", "Unknown kind of worker 'B52'; it must be one of B200, H200,")]
    [InlineData("x8", "[]", "Unknown kind of worker 'x8'")]
    [InlineData("0xA100", "[]", "'0xA100' names no workers; write count, kind and memory in GB")]
    [InlineData(",", "[]", "A lab without workers trains nothing; name some, such as 8xA100.")]
    [InlineData("A100", """[{ "device": "A100", "resolution": 4, "secondsPerKimg": 0 }]""", "A rate in ")]
    [InlineData("A100", """[{ "device": "A100", "speed": 4 }]""", "is no JSON list of rates")]
    public async Task what_is_wrong_gets_one_sentence(string workers, string rates, string sentence)
    {
        var result = await Simulate(
            await Sweep("one.yaml", 1), "--workers", workers, "--rates", await Write("rates.json", rates));
        Assert.Equal(1, result.Code);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_a_lab_workers_must_be_named()
    {
        var result = await Simulate(await Sweep("one.yaml", 1));
        Assert.Equal(1, result.Code);
        Assert.StartsWith("lab: No lab answers", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Task<CommandLine.Result> Simulate(params string[] arguments) =>
        CommandLine.Run(["simulate", .. arguments, "--server", Nowhere]);

    /// <summary>To 16 px a run has five phases of 1 kimg, of which experiments share three.</summary>
    private Task<string> Sweep(string name, int experiments) => Write(name, $$"""
        name: {{name}}
        dataset: shapes
        base: { resolution: 16, latentSize: 8, fmapMax: 8, minibatch: 16, fadeInKimg: 1, stabilizeKimg: 1 }
        search:
          space:
            learningRate@16: [{{string.Join(", ", Enumerable.Range(1, experiments).Select(i => $"{i}e-6"))}}]
        """);

    /// <summary>A thousand images take a second.</summary>
    private Task<string> Rates() => Write("rates.json", """
        { "rates": [{ "device": "A100", "resolution": 4, "secondsPerKimg": 1 },
                    { "device": "A100", "resolution": 8, "secondsPerKimg": 1 },
                    { "device": "A100", "resolution": 16, "secondsPerKimg": 1 }] }
        """);

    private async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
