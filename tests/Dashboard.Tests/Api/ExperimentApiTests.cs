using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class ExperimentApiTests(LabServer lab)
{
    [Fact]
    public async Task an_experiment_has_its_path_its_samples_and_its_checkpoints()
    {
        var experiment = await lab.Get<ExperimentView>(await Best());

        Assert.Equal([4, 8, 8, 16, 16], experiment.Phases.Select(p => p.Resolution));
        Assert.NotEmpty(experiment.Samples);
        Assert.Equal(experiment.Samples, await lab.Get<SampleFile[]>($"{await Best()}/samples"));
        Assert.Equal(experiment.Checkpoints, await lab.Get<CheckpointFile[]>($"{await Best()}/checkpoints"));
        Assert.Contains(experiment.Settings, s => s is { Name: "latentSize", Value: "8" });
        Assert.Contains(experiment.Settings, s => s is { Name: "discriminatorLearningRate", Value: "as learningRate" });
    }

    [Fact]
    public async Task curves_come_as_json_or_as_columns_with_the_same_values()
    {
        var path = $"{await Best()}/ticks?maxPoints=10";
        var ticks = await lab.Get<TickSeries>(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/vnd.pgganlab.columns") } }
        };
        var bytes = await (await lab.Http.SendAsync(request)).Content.ReadAsByteArrayAsync();
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes);

        Assert.InRange(ticks.Kimg.Length, 2, 10);
        Assert.Equal(ticks.Kimg.Select(k => (float)k), Enumerable.Range(0, ticks.Kimg.Length)
            .Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 + length + 4 * i))));
        Assert.Equal([.. ticks.Columns.Keys.Prepend("kimg")], JsonDocument.Parse(bytes.AsMemory(4, length)).RootElement
            .GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task a_generator_whose_checkpoint_is_lost_is_refused_with_the_cause_and_made_again()
    {
        var answer = await lab.Post("/api/v1/sweeps",
            """{"name": "lost", "dataset": "tiny", "objective": "none", "base": {"resolution": 4, "stabilizeKimg": 0.1, "fmapMax": 4, "latentSize": 4, "seed": 78}}""",
            "application/json");
        var sweep = answer.Headers.Location!.ToString();
        var experiment = $"/api/v1/experiments/{sweep[(sweep.LastIndexOf('/') + 1)..]}.1";
        HttpResponseMessage file;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((file = await lab.Http.GetAsync($"{experiment}/generator")).StatusCode != HttpStatusCode.OK
            || (await lab.Get<ExperimentView>(experiment)).Summary.Status != ExperimentStatus.Finished)
            await Task.Delay(50, patience.Token);
        var generator = await file.Content.ReadAsByteArrayAsync();
        var end = (await lab.Get<CheckpointFile[]>($"{experiment}/checkpoints"))[0];
        File.Delete(lab.Services.GetRequiredService<LabDirectories>().Resolve(end.Path));

        var (status, sentence) = await LabServer.Refusal(await lab.Http.GetAsync($"{experiment}/generator"));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.EndsWith(" it is made again as soon as a worker is free.", sentence, StringComparison.Ordinal);
        while ((file = await lab.Http.GetAsync($"{experiment}/generator")).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50, patience.Token);
        Assert.Equal(generator, await file.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task a_sample_grid_is_a_png_that_may_be_kept_for_ever()
    {
        var sample = (await lab.Get<SampleFile[]>($"{await Best()}/samples"))[0];
        var answer = await lab.Http.GetAsync($"{await Best()}/samples/{sample.Nimg}");

        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Equal([137, 80, 78, 71, 13, 10, 26, 10], (await answer.Content.ReadAsByteArrayAsync())[..8]);
        Assert.True((await lab.Http.GetAsync($"{await Best()}/samples/latest")).Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task the_generator_is_a_safetensors_file_whose_name_says_what_it_is()
    {
        var answer = await lab.Http.GetAsync($"{await Best()}/generator");
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.Matches(@"^tiny-[a-z0-9]+\.[12]-16px-0\.8\d*kimg\.safetensors$",
            answer.Content.Headers.ContentDisposition!.FileNameStar);
        var tensors =
            JsonDocument.Parse(bytes.AsMemory(8, (int)BinaryPrimitives.ReadInt64LittleEndian(bytes))).RootElement;
        Assert.Contains(tensors.EnumerateObject(), t => t.Name != "__metadata__"
            && t.Value.GetProperty("dtype").GetString() == "F32");
    }

    [Fact]
    public async Task the_generator_is_an_onnx_file_where_that_is_asked_for_also_of_an_older_checkpoint()
    {
        var checkpoints = await lab.Http.GetFromJsonAsync<JsonElement>($"{await Best()}/checkpoints");
        var nimg = checkpoints.EnumerateArray().Last().GetProperty("nimg").GetInt64();
        var answer = await lab.Http.GetAsync($"{await Best()}/generator?format=onnx&nimg={nimg}");

        Assert.EndsWith($"px-{nimg / 1000.0:0.###}kimg.onnx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).AsSpan().IndexOf("latents"u8) > 0);
        Assert.Equal((HttpStatusCode.NotFound, $"Experiment '{(await Best()).Split('/')[^1]}' has no checkpoint at nimg 1."),
            await LabServer.Refusal(await lab.Http.GetAsync($"{await Best()}/generator?nimg=1")));
    }

    [Fact]
    public async Task the_sweep_of_one_experiment_alone_asks_for_the_phases_that_it_was_trained_with()
    {
        var yaml = await lab.Http.GetStringAsync($"{await Best()}/definition");
        Assert.StartsWith($"name: {(await Best()).Split('/')[^1]}\ndataset: tiny\nbase:\n", yaml, StringComparison.Ordinal);
        var preview = await (await lab.Post("/api/v1/sweeps/preview", yaml)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(1, preview.GetProperty("experiments").GetInt32());
        Assert.Equal(0, preview.GetProperty("kimgToTrain").GetDouble());
    }

    [Fact]
    public async Task what_happened_to_an_experiment_is_told_newest_first()
    {
        var told = await lab.Http.GetFromJsonAsync<JsonElement>($"{await Best()}/events");
        Assert.Contains(told.EnumerateArray(), e => e.GetProperty("kind").GetString() == "sweep-accepted");
        var times = told.EnumerateArray().Select(e => e.GetProperty("at").GetDateTimeOffset()).ToArray();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Equal((HttpStatusCode.BadRequest, "most is 0; it must be 1 to 1000."),
            await LabServer.Refusal(await lab.Http.GetAsync($"{await Best()}/events?most=0")));
    }

    [Fact]
    public async Task a_seeds_latent_is_the_same_whatever_stands_beside_it()
    {
        var several = await lab.Http.GetByteArrayAsync("/api/v1/latents?size=24&first=6&count=3");
        var alone = await lab.Http.GetByteArrayAsync("/api/v1/latents?size=24&first=7&count=1");
        Assert.Equal(3 * 24 * sizeof(float), several.Length);
        Assert.Equal(several[(24 * sizeof(float))..(48 * sizeof(float))], alone);
    }

    [Theory]
    [InlineData("latents?size=0", "size is 0; it must be 1 to 4096.")]
    [InlineData("latents?size=8&count=1025", "count is 1025; it must be 1 to 1024.")]
    [InlineData("latents?size=8&first=-1", "first is -1; it must be 0 to 2147483615.")]
    [InlineData("experiments/BEST/generator?format=zip", "format is 'zip'; it must be safetensors or onnx.")]
    public async Task what_cannot_be_drawn_is_refused(string path, string sentence) =>
        Assert.Equal((HttpStatusCode.BadRequest, sentence), await LabServer.Refusal(await lab.Http.GetAsync(
            $"/api/v1/{path.Replace("BEST", (await Best()).Split('/')[^1], StringComparison.Ordinal)}")));

    private async Task<string> Best() => $"/api/v1/experiments/{(await lab.Finished).Summary.BestExperiment}";
}
