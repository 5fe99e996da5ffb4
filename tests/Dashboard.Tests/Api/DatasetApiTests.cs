using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class DatasetApiTests(LabServer lab)
{
    [Fact]
    public async Task a_dataset_is_made_with_events_then_shown_checked_and_removed()
    {
        var events = await Create(
            """{"name": "made-up", "kind": "synthetic", "resolution": 16, "images": 3000, "classes": 4}""");
        Assert.All(events[..^1], e => Assert.Equal("progress", e.EventType));
        var last = JsonSerializer.Deserialize<DatasetProgress>(events[^2].Data, LabJson.Options)!;
        Assert.Equal((3000, 3000), (last.Done, last.Total));
        Assert.Equal("dataset", events[^1].EventType);
        var made = JsonSerializer.Deserialize<DatasetFacts>(events[^1].Data, LabJson.Options)!;
        Assert.Contains(made, await lab.Get<DatasetFacts[]>("/api/v1/datasets"));

        var details = await lab.Get<DatasetDetails>("/api/v1/datasets/made-up");
        Assert.Equal((made, "synthetic", 4), (details.Dataset, details.Source, details.Classes.Length));
        var preview = await lab.Http.GetAsync("/api/v1/datasets/made-up/preview?columns=3&rows=2&resolution=8");
        Assert.Equal("image/png", preview.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"\"{made.Fingerprint}-8-3-2\"", preview.Headers.ETag!.Tag);
        var check = await (await lab.Http.PostAsync("/api/v1/datasets/made-up/verify", null)).Content
            .ReadFromJsonAsync<DatasetCheck>(LabJson.Options);
        Assert.True(check!.IsWhole);

        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync("/api/v1/datasets/made-up")).StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, "There is no dataset 'made-up'."),
            await LabServer.Refusal(await lab.Http.DeleteAsync("/api/v1/datasets/made-up")));
    }

    [Fact]
    public async Task a_folder_with_damaged_images_is_refused_with_all_of_them_or_made_without_them()
    {
        var folder = Directory.CreateTempSubdirectory("pgganlab-photos-");
        File.WriteAllBytes(Path.Combine(folder.FullName, "a.png"),
            await lab.Http.GetByteArrayAsync("/api/v1/datasets/tiny/preview?columns=1&rows=1"));
        File.WriteAllText(Path.Combine(folder.FullName, "b.png"), "text");
        File.WriteAllText(Path.Combine(folder.FullName, "c.jpg"), "");
        var from = JsonSerializer.Serialize(folder.FullName);

        var refused = await Create($$"""{"name": "photos", "from": {{from}}}""");
        Assert.Equal("problem", refused[^1].EventType);
        Assert.Equal(
            "2 of 3 images can't be used, the first being b.png: it is no image of a known format; "
            + "JPEG, PNG, WebP, TIFF, GIF and AVIF can be read; mend them, or leave them out with --on-damaged skip.",
            JsonDocument.Parse(refused[^1].Data).RootElement.GetProperty("detail").GetString());
        Assert.Equal(["b.png", "c.jpg"],
            refused[..^1].SelectMany(e => JsonSerializer.Deserialize<DatasetProgress>(e.Data, LabJson.Options)!.Damaged)
                .Select(d => d.Name));

        var answer = await lab.Post("/api/v1/datasets",
            $$"""{"name": "photos", "kind": "folder", "from": {{from}}, "onDamaged": "skip"}""", "application/json");
        Assert.Equal((HttpStatusCode.Created, "/api/v1/datasets/photos"),
            (answer.StatusCode, answer.Headers.Location!.ToString()));
        var details = await lab.Get<DatasetDetails>("/api/v1/datasets/photos");
        Assert.Equal((1, 64, 1), (details.Dataset.Images, details.Dataset.Resolution, details.Dataset.Channels));
        Assert.Equal([new("b.png", "it is no image of a known format; JPEG, PNG, WebP, TIFF, GIF and AVIF can be read"),
            new("c.jpg", "it is empty")], details.Skipped);
        await lab.Http.DeleteAsync("/api/v1/datasets/photos");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task what_takes_longer_is_accepted_and_can_be_asked_for_and_stopped()
    {
        var answer = await lab.Post("/api/v1/datasets",
            """{"name": "endless", "kind": "synthetic", "resolution": 16, "channels": 1, "images": 20000000}""",
            "application/json");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var location = answer.Headers.Location!.ToString();
        Assert.Matches("^/api/v1/datasets/requests/[0-9]+$", location);
        var making = await lab.Get<DatasetMaking>(location);
        Assert.Equal(("endless", DatasetMakingStatus.Running, 20_000_000),
            (making.Request.Name, making.Status, making.Total));
        Assert.Contains(await lab.Get<DatasetMaking[]>("/api/v1/datasets/requests"), m => m.Number == making.Number);

        Assert.Equal(HttpStatusCode.NoContent, (await lab.Http.DeleteAsync(location)).StatusCode);
        while (!(await lab.Get<DatasetMaking>(location)).HasEnded)
            await Task.Yield();
        Assert.Equal(DatasetMakingStatus.Stopped, (await lab.Get<DatasetMaking>(location)).Status);
        await lab.Http.DeleteAsync(location);
        Assert.Equal(
            (HttpStatusCode.NotFound, $"There is no request {making.Number} for a dataset, or it was forgotten; "
                + "GET /datasets has those that are made."),
            await LabServer.Refusal(await lab.Http.GetAsync(location)));
    }

    [Fact]
    public async Task the_sweep_form_offers_every_dataset()
    {
        await Create("""{"name": "offered", "kind": "synthetic", "resolution": 8, "images": 16}""");
        Assert.Contains("offered · 8 px", WebUtility.HtmlDecode(await lab.Http.GetStringAsync("/sweeps/new")),
            StringComparison.Ordinal);
        await lab.Http.DeleteAsync("/api/v1/datasets/offered");
    }

    [Theory]
    [InlineData("datasets/none")]
    [InlineData("datasets/none/preview")]
    public async Task what_is_not_there_is_named(string path) =>
        Assert.Equal((HttpStatusCode.NotFound, "There is no dataset 'none'."),
            await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/{path}")));

    [Theory]
    [InlineData("resolution=24", "resolution is 24; it must be a power of two from 4 to 32.")]
    [InlineData("resolution=64", "resolution is 64; it must be a power of two from 4 to 32.")]
    [InlineData("columns=0", "The grid is 0x4; it must be 1x1 to 32x32.")]
    [InlineData("rows=33", "The grid is 8x33; it must be 1x1 to 32x32.")]
    public async Task a_preview_out_of_range_is_refused(string query, string sentence) =>
        Assert.Equal((HttpStatusCode.BadRequest, sentence),
            await LabServer.Refusal(await lab.Http.GetAsync($"/api/v1/datasets/tiny/preview?{query}")));

    [Theory]
    [InlineData("""{"name": "x", "from": "/nowhere"}""", "There is no folder or zip '/nowhere' on the lab's host.")]
    [InlineData("""{"name": "x", "kind": "celeba"}""",
        "Kind 'celeba' reads CelebA's aligned images, a folder or zip; the official 128x128 crop; "
        + "name it with --from.")]
    [InlineData("""{"name": "x", "kind": "synthetic", "channels": 2}""",
        "channels is 2; it must be 1 (grey), 3 (RGB) or 4 (RGB and alpha).")]
    public async Task what_can_not_be_made_is_said_in_one_sentence(string json, string sentence) =>
        Assert.Equal((HttpStatusCode.BadRequest, sentence),
            await LabServer.Refusal(await lab.Post("/api/v1/datasets", json, "application/json")));

    private async Task<SseItem<string>[]> Create(string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/datasets")
        {
            Content = new StringContent(
            json, null, "application/json")
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return await SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().ToArrayAsync();
    }
}
