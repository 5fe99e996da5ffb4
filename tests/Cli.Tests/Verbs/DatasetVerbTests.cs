using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class DatasetVerbTests
{
    private static readonly DatasetFacts Photos = new("photos", new string('a', 64), 64, 3, 1911, 2);

    [Fact]
    public async Task create_sends_what_was_asked_for_and_lists_what_was_left_out()
    {
        DatasetRequest? sent = null;
        await using var lab = await FakeLab.Start(routes => routes.MapPost(
            "/api/v1/datasets", async (HttpContext context) =>
            {
                sent = await context.Request.ReadFromJsonAsync<DatasetRequest>(LabJson.Options);
                Assert.Equal("text/event-stream", context.Request.Headers.Accept);
                await Event(context, "progress",
                    new DatasetProgress(0, 2000, []) { Remarks = ["Images in masks were left out."] });
                await Event(context, "progress", new DatasetProgress(1000, 2000, [new("a.png", "it is empty")]));
                await Event(context, "progress", new DatasetProgress(2000, 2000, []));
                await Event(context, "dataset", Photos);
            }));

        var result = await CommandLine.Run(
            "dataset", "create", "photos", "--from", "pictures", "--resolution", "64", "--channels", "3", "--labels",
            "labels.csv", "--label-column", "breed", "--split", "train", "--framing", "fit", "--filter", "lanczos",
            "--background", "#102030", "--on-damaged", "skip", "--max-pixels", "5000", "--server", lab.Url);

        Assert.Equal(
            new DatasetRequest("photos")
            {
                From = Path.GetFullPath("pictures"),
                Resolution = 64,
                Channels = 3,
                Labels = Path.GetFullPath("labels.csv"),
                LabelColumn = "breed",
                Split = "train",
                Framing = "fit",
                Filter = "lanczos",
                Background = "#102030",
                OnDamaged = "skip",
                MostPixels = 5000,
            },
            sent);
        Assert.Equal("Images in masks were left out.\nunusable: a.png: it is empty", result.Error.TrimEnd());
        Assert.Equal(
            "photos: 1,911 real images, 64x64, 3 channels, 2 labels\nLook at it with ./lab dataset show photos; "
            + "a sweep names it as its dataset.",
            result.Output.TrimEnd());
    }

    [Fact]
    public async Task create_lists_every_damaged_image_of_a_dataset_that_was_refused()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost(
            "/api/v1/datasets", async (HttpContext context) =>
            {
                await Event(context, "progress", new DatasetProgress(30, 30,
                    [.. Enumerable.Range(0, 30).Select(i => new DamagedImage($"{i}.png", "it is empty"))]));
                await Event(context, "problem", new { status = 400, detail = "30 of 30 images can't be used." });
            }));

        var result = await CommandLine.Run(
            "dataset", "create", "photos", "--kind", "folder", "--from", "/pictures", "--json", "--server", lab.Url);

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Equal(31, result.Error.TrimEnd().Split('\n').Length);
        Assert.EndsWith("unusable: 29.png: it is empty\nlab: 30 of 30 images can't be used.\n", result.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", "photos", "--from", "/pictures")]
    [InlineData("create", "photos", "--from", "/pictures", "--json")]
    [InlineData("prepare", "photos")]
    public async Task a_dataset_that_waits_for_another_of_its_name_says_so(params string[] arguments)
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost(
            "/api/v1/datasets", async (HttpContext context) =>
            {
                await Event(context, "progress", DatasetProgress.Waiting);
                await Event(context, "dataset", Photos);
            }));

        var result = await CommandLine.Run(["dataset", .. arguments, "--server", lab.Url]);

        Assert.Equal("photos waits for another dataset of its name that is being made or removed.",
            result.Error.TrimEnd());
    }

    [Fact]
    public async Task a_lab_that_goes_away_meanwhile_is_named()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost(
            "/api/v1/datasets", (HttpContext context) => Event(context, "progress", new DatasetProgress(1, 2, []))));

        var result = await CommandLine.Run("dataset", "create", "photos", "--from", "/pictures", "--server", lab.Url);

        Assert.Equal($"lab: The lab at {lab.Url} went away; nothing of the dataset stays.", result.Error.TrimEnd());
    }

    [Fact]
    public async Task show_tells_classes_and_what_was_left_out_and_saves_a_grid()
    {
        var details = new DatasetDetails(
            Photos, "folder /pictures", 31_000_001, [new(0, "cat", 911), new(1, null, 1000)],
            [.. Enumerable.Range(0, 22).Select(i => new DamagedImage($"{i}.png", "it is empty"))])
        {
            Remarks = ["Images in masks were left out."],
            Warnings = [new("k.jpg", "it has 17 stray bytes before its end")],
        };
        await using var lab = await FakeLab.Start(routes =>
        {
            routes.MapGet("/api/v1/datasets/photos", () => FakeLab.Json(details));
            routes.MapGet("/api/v1/datasets/photos/preview", () => Results.Bytes("a grid"u8.ToArray(), "image/png"));
        });
        var folder = Directory.CreateTempSubdirectory("lab-dataset-");
        var grid = Path.Combine(folder.FullName, "grid.png");

        var result = await CommandLine.Run("dataset", "show", "photos", "--preview", grid, "--server", lab.Url);
        var again = await CommandLine.Run("dataset", "show", "photos", "--preview", grid, "--server", lab.Url);

        Assert.Equal("a grid", await File.ReadAllTextAsync(grid));
        Assert.Equal(
            $"lab: {grid} is there already; choose another name, or replace it with --force.", again.Error.TrimEnd());
        folder.Delete(recursive: true);
        Assert.All(
            ["photos: 1,911 real images", "source       folder /pictures", $"fingerprint  {Photos.Fingerprint}",
                "size         31 MB", "cat", "1,000", "Images in masks were left out.",
                "1 image of the source was kept with a warning:\n  k.jpg: it has 17 stray bytes before its end",
                "22 images of the source were left out:", "  19.png: it is empty",
                "… and 2 more; --json lists them all", $"Grid saved to {grid}."],
            text => Assert.Contains(text, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_damaged_dataset_fails_verify_with_every_problem()
    {
        await using var lab = await FakeLab.Start(routes => routes.MapPost(
            "/api/v1/datasets/{name}/verify", (string name) =>
                FakeLab.Json(name == "whole"
                    ? new DatasetCheck(name, true, [])
                    : new DatasetCheck(name, false, ["File a is missing.", "File b is damaged."]))));

        var whole = await CommandLine.Run("dataset", "verify", "whole", "--server", lab.Url);
        var damaged = await CommandLine.Run("dataset", "verify", "damaged", "--json", "--server", lab.Url);

        Assert.Equal((0, "whole is whole."), (whole.Code, whole.Output.TrimEnd()));
        Assert.Equal(1, damaged.Code);
        Assert.False(JsonSerializer.Deserialize<DatasetCheck>(damaged.Output, LabJson.Options)!.IsWhole);
        Assert.Equal(
            "File a is missing.\nFile b is damaged.\nlab: Dataset damaged is damaged; "
            + "make it again from its source, and it is mended.",
            damaged.Error.TrimEnd());
    }

    [Fact]
    public async Task remove_says_what_the_lab_says()
    {
        const string Needed =
            "Dataset 'needed' is needed by the unfinished sweep a1; let it finish or cancel it first.";
        await using var lab = await FakeLab.Start(routes => routes.MapDelete("/api/v1/datasets/{name}", (string name) =>
            name == "needed" ? FakeLab.Problem(409, Needed) : Results.NoContent()));

        var removed = await CommandLine.Run("dataset", "remove", "photos", "--server", lab.Url);
        var needed = await CommandLine.Run("dataset", "rm", "needed", "--server", lab.Url);

        Assert.Equal((0, "photos is removed."), (removed.Code, removed.Output.TrimEnd()));
        Assert.Equal((1, $"lab: {Needed}"), (needed.Code, needed.Error.TrimEnd()));
    }

    private static async Task Event<T>(HttpContext context, string name, T data)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(
            $"event: {name}\ndata: {JsonSerializer.Serialize(data, LabJson.Options)}\n\n");
    }
}
