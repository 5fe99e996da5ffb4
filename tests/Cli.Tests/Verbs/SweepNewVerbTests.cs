using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class SweepNewVerbTests : IDisposable
{
    private const string Yaml = "# ready\nname: karras-table1\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-new-");

    [Fact]
    public async Task the_file_comes_to_the_terminal_as_the_lab_made_it()
    {
        var query = "";
        await using var lab = await FakeLab.Start(routes => routes.MapGet(
            "/api/v1/presets/karras-table1/sweep", (HttpContext context) =>
            {
                query = context.Request.QueryString.Value;
                return Results.Text(Yaml, "application/yaml");
            }));

        var result = await CommandLine.Run(
            "sweep", "new", "--preset", "karras-table1", "--dataset", "faces", "--budget", "1000.5", "--resolution",
            "32", "--seed", "7", "--name", "my table & more", "--server", lab.Url);

        Assert.Equal((0, Yaml), (result.Code, result.Output));
        Assert.Equal("?dataset=faces&kimg=1000.5&resolution=32&seed=7&name=my%20table%20%26%20more", query);
    }

    [Fact]
    public async Task a_file_is_written_whole_and_never_over_another()
    {
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/presets/{preset}/sweep", () => Results.Text(Yaml, "application/yaml")));
        var file = Path.Combine(folder.FullName, "table.yaml");
        string[] command =
            ["sweep", "new", "--preset", "karras-table1", "--dataset", "faces", "--output", file, "--server", lab.Url];

        var first = await CommandLine.Run(command);
        var second = await CommandLine.Run(command);

        Assert.Equal($"Written to {file}; submit it with ./lab sweep submit {file}.", first.Output.TrimEnd());
        Assert.Equal(Yaml, await File.ReadAllTextAsync(file));
        Assert.Equal((1, $"lab: {file} is there already; choose another name, or replace it with --force."),
            (second.Code, second.Error.TrimEnd()));
        Assert.Equal(0, (await CommandLine.Run([.. command, "--force"])).Code);
    }

    [Fact]
    public async Task what_the_lab_refuses_writes_nothing()
    {
        const string sentence =
            "The budget is 3 kimg, but karras-table1 to 32 px needs at least 20: "
            + "with less, a phase would be shorter than one iteration.";
        await using var lab = await FakeLab.Start(routes =>
            routes.MapGet("/api/v1/presets/{preset}/sweep", () => FakeLab.Problem(400, sentence)));
        var file = Path.Combine(folder.FullName, "table.yaml");

        var result = await CommandLine.Run("sweep", "new", "--preset", "karras-table1", "--dataset", "faces",
            "--budget", "3", "--output", file, "--start", "--server", lab.Url);

        Assert.Equal((1, "", $"lab: {sentence}"), (result.Code, result.Output, result.Error.TrimEnd()));
        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task started_at_once_the_same_file_is_submitted()
    {
        var body = "";
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/presets/{preset}/sweep", () => Results.Text(Yaml, "application/yaml"));
            routes.MapPost("/api/v1/sweeps", async (HttpContext context) =>
            {
                using var reader = new StreamReader(context.Request.Body);
                body = await reader.ReadToEndAsync();
                return FakeLab.Json(Example.Summary(SweepStatus.Running));
            });
        });

        var result = await CommandLine.Run(
            "sweep", "new", "--preset", "karras-table1", "--dataset", "faces", "--start", "--server", lab.Url);

        Assert.Equal(Yaml, body);
        Assert.Contains($"Watch it at {lab.Url}/sweeps/clothes-a1b2; its results: ./lab sweep table clothes-a1b2.",
            result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task presets_are_listed_without_a_lab()
    {
        var result = await CommandLine.Run("sweep", "new", "--list", "--server", "http://localhost:1");
        Assert.StartsWith(
            "karras-table1       The ablation of the paper's table 1:", result.Output, StringComparison.Ordinal);

        var json = await CommandLine.Run("sweep", "new", "--list", "--json", "--server", "http://localhost:1");
        Assert.Equal("karras-table1", JsonDocument.Parse(json.Output).RootElement[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("lab: Which sweep? Name one with --preset; ./lab sweep new --list shows them.", "--dataset", "faces")]
    [InlineData(
        "lab: Which dataset? Name one with --dataset; ./lab dataset list shows them.", "--preset", "karras-table1")]
    [InlineData("lab: --budget: 'much' is no number; it must be a number. ./lab sweep new --help says what is right.",
        "--preset", "x", "--budget", "much")]
    [InlineData("lab: --budget: '1000,5' is no number; write 1000.5. ./lab sweep new --help says what is right.",
        "--preset", "x", "--budget", "1000,5")]
    [InlineData(
        "lab: --seed: '10,000' is no number; write 10000, or 10.000 for the fraction. "
        + "./lab sweep new --help says what is right.",
        "--preset", "x", "--seed", "10,000")]
    [InlineData("lab: --resolution: '3.5' is not a whole number. ./lab sweep new --help says what is right.",
        "--preset", "x", "--resolution", "3.5")]
    [InlineData("lab: --seed: 'x' is no number; it must be a whole number. ./lab sweep new --help says what is right.",
        "--preset", "x", "--seed", "x")]
    public async Task what_is_missing_or_no_number_gets_one_sentence(string sentence, params string[] options)
    {
        var result = await CommandLine.Run(["sweep", "new", .. options]);
        Assert.Equal((1, sentence), (result.Code, result.Error.TrimEnd()));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
