using Microsoft.AspNetCore.Builder;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class OpenVerbTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lab-open-");

    [Fact]
    public async Task the_address_is_that_of_what_the_lab_has()
    {
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/health", () => "well");
            routes.MapGet("/api/v1/sweeps/{id}", (string id) => id.Length > 0 && char.IsUpper(id[0])
                ? FakeLab.Json(Example.Sweep(SweepStatus.Running))
                : FakeLab.Problem(404, $"There is no sweep '{id}'."));
        });
        Assert.Equal($"{lab.Url}/\n", (await Open()).Output);
        Assert.Equal($"{lab.Url}/sweeps/clothes-a1b2\n", (await Open("CLOTHES-A1B2")).Output);
        var json = await Open("CLOTHES-A1B2", "--json");
        Assert.Contains($"\"address\": \"{lab.Url}/sweeps/clothes-a1b2\",\n  \"opened\": false", json.Output,
            StringComparison.Ordinal);
        var missing = await Open("none");
        Assert.Equal(
            (1, "lab: There is no sweep 'none'.", ""), (missing.Code, missing.Error.TrimEnd(), missing.Output));

        Task<CommandLine.Result> Open(params string[] more) =>
            CommandLine.Run(["open", .. more, "--print", "--server", lab.Url]);
    }

    [Fact]
    public async Task where_no_lab_answers_nothing_is_opened()
    {
        var result = await CommandLine.Run("open", "--print", "--server", "http://127.0.0.1:1");
        Assert.Equal(1, result.Code);
        Assert.StartsWith("lab: No lab answers at http://127.0.0.1:1; ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void a_browser_needs_a_program_and_a_display()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "xdg-open"), "");
        File.WriteAllText(Path.Combine(folder.FullName, "open"), "");
        var path = $"/nowhere:{folder.FullName}";
        Assert.Null(Find(false, ("PATH", path)));
        Assert.Null(Find(false, ("PATH", "/nowhere"), ("DISPLAY", ":0")));
        Assert.Equal(Path.Combine(folder.FullName, "xdg-open"), Find(false, ("PATH", path), ("DISPLAY", ":0")));
        Assert.Equal(
            Path.Combine(folder.FullName, "xdg-open"), Find(false, ("PATH", path), ("WAYLAND_DISPLAY", "wayland-0")));
        Assert.Equal(Path.Combine(folder.FullName, "open"), Find(true, ("PATH", path)));

        static string? Find(bool isMac, params (string Name, string Value)[] environment) => Browser.Find(
            name => environment.FirstOrDefault(e => e.Name == name).Value, isMac);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
