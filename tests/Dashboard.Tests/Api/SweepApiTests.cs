using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class SweepApiTests(LabServer lab)
{
    [Fact]
    public async Task a_sweep_that_was_posted_as_yaml_is_trained_watched_and_ranked()
    {
        var sweep = await lab.Finished;

        Assert.Equal(SweepStatus.Finished, sweep.Summary.Status);
        Assert.Equal((2, 2, 0), (sweep.Summary.Experiments, sweep.Summary.Finished, sweep.Summary.Lost));
        Assert.Equal([1, 2], sweep.Experiments.Select(e => e.Rank));
        Assert.True(sweep.Summary.KimgTrained < sweep.Summary.KimgRequested);
        Assert.NotNull(sweep.UntrainedSwd);
        Assert.NotNull(sweep.FloorSwd);
    }

    [Fact]
    public async Task a_new_sweep_is_named_by_its_location()
    {
        var answer = await lab.Post("/api/v1/sweeps",
            """{"name": "located", "dataset": "tiny", "objective": "none", "base": {"resolution": 4, "stabilizeKimg": 0.05, "fmapMax": 4, "latentSize": 4}}""",
            "application/json");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("located", (await lab.Get<SweepView>(answer.Headers.Location!.ToString())).Summary.Name);
        var (status, sentence) = await LabServer.Refusal(await lab.Http.GetAsync($"{answer.Headers.Location}/best"));
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.EndsWith("' has no best experiment: it is not ranked (objective: none); every experiment keeps its "
            + "generator.", sentence, StringComparison.Ordinal);
        Assert.Contains(await lab.Get<SweepSummary[]>("/api/v1/sweeps"), s =>
            answer.Headers.Location.ToString().EndsWith(s.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_best_experiment_is_the_first_of_the_ranking()
    {
        var sweep = await lab.Finished;
        var experiments = await lab.Get<ExperimentSummary[]>($"/api/v1/sweeps/{sweep.Summary.Id}/experiments");
        Assert.Equal(
            experiments[0].Id, (await lab.Get<ExperimentSummary>($"/api/v1/sweeps/{sweep.Summary.Id}/best")).Id);
    }

    [Fact]
    public async Task experiments_are_chosen_and_sorted()
    {
        var id = (await lab.Finished).Summary.Id;
        var path = $"/api/v1/sweeps/{id}/experiments";
        Assert.Equal([2, 1], (await lab.Get<ExperimentSummary[]>($"{path}?sort=-number")).Select(e => e.Number));
        var one = Assert.Single(await lab.Get<ExperimentSummary[]>($"{path}?where=learningRate@16%3E0.0007&sort=swd"));
        Assert.Equal("0.001", Assert.Single(one.Varied).Value);
        var (status, sentence) = await LabServer.Refusal(await lab.Http.GetAsync($"{path}?where=swd%20lt%203"));
        Assert.Equal((HttpStatusCode.BadRequest, "The filter 'swd lt 3' is wrong at character 5: 'lt' stands where a "
            + "comparison (== != < <= > >= ~) must stand."), (status, sentence));
    }

    [Fact]
    public async Task capitals_in_an_id_are_taken_as_they_are_meant()
    {
        var id = (await lab.Finished).Summary.Id;
        Assert.Equal(id, (await lab.Get<SweepView>($"/api/v1/sweeps/{id.ToUpperInvariant()}")).Summary.Id);
        Assert.Equal($"{id}.1",
            (await lab.Get<ExperimentView>($"/api/v1/experiments/{id.ToUpperInvariant()}.1")).Summary.Id);
        var compared = await lab.Get<ExperimentComparison>($"/api/v1/compare?e={id.ToUpperInvariant()}.1,{id}.2");
        Assert.Equal([$"{id}.1", $"{id}.2"], compared.Experiments.Select(e => e.Summary.Id));
        var star = await lab.Http.PostAsync($"/api/v1/experiments/{id.ToUpperInvariant()}.1/unstar", null);
        Assert.Equal(HttpStatusCode.OK, star.StatusCode);
        var page = await lab.Http.GetAsync($"/sweeps/{id.ToUpperInvariant()}/experiments?sort=rank");
        Assert.Equal($"/sweeps/{id}/experiments?sort=rank", page.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task the_definition_comes_back_as_yaml_or_json_and_means_the_same()
    {
        var id = (await lab.Finished).Summary.Id;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/sweeps/{id}/definition")
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } }
        };
        var json = await (await lab.Http.SendAsync(request)).Content.ReadAsStringAsync();
        var yaml = await lab.Http.GetAsync($"/api/v1/sweeps/{id}/definition");

        Assert.Equal("application/yaml", yaml.Content.Headers.ContentType?.MediaType);
        Assert.Equal("tiny", SweepDocument.Read(json).Name);
        Assert.Equal(
            SweepDocument.Write(SweepDocument.Read(json)).ToJsonString(),
            SweepDocument.Write(SweepDocument.Read(
                PgGanLab.Documents.YamlDocument.Read(await yaml.Content.ReadAsStringAsync())!.ToJsonString()))
                .ToJsonString());
    }

    [Fact]
    public async Task a_sweep_that_was_trained_before_costs_nothing()
    {
        await lab.Finished;
        var preview = JsonSerializer.Deserialize<SweepPreview>(
            await (await lab.Post("/api/v1/sweeps/preview", LabServer.TinySweep)).Content.ReadAsStreamAsync(),
            Grains.LabJson.Options)!;
        Assert.Equal((2, 10, 7, 7, 0), (preview.Experiments, preview.PhasesRequested, preview.PhasesDistinct,
            preview.PhasesFinished, preview.KimgToTrain));
        Assert.Equal(1.6, preview.KimgRequested, 1e-9);
    }

    [Fact]
    public async Task swd_over_kimg_comes_as_columns()
    {
        var bytes = await lab.Http.GetByteArrayAsync($"/api/v1/sweeps/{(await lab.Finished).Summary.Id}/swd");
        var header =
            JsonDocument.Parse(bytes.AsMemory(4, (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes))).RootElement;
        Assert.Equal(["experiment", "resolution", "kimg", "swd"], header.GetProperty("columns").EnumerateArray()
            .Select(c => c.GetString()));
        Assert.True(header.GetProperty("rows").GetInt32() >= 4);
    }

    [Fact]
    public async Task results_come_side_by_side_with_ms_ssim_and_the_mark_of_real_images()
    {
        var table = await lab.Get<ComparisonTable>($"/api/v1/sweeps/{(await lab.Finished).Summary.Id}/table");
        Assert.Equal((16, 0.8, 32), (table.Resolution, table.Kimg, table.Images));
        Assert.Equal([16], table.Levels);
        Assert.Equal(["learningRate@16 0.0005", "learningRate@16 0.001"], table.Rows.Select(r => r.Configuration));
        Assert.All(table.Rows, r => Assert.InRange(r.Result!.MsSsim!.Value, 0, 1));
        Assert.Equal(3, table.Rows.Sum(r => r.Best.Length));
        Assert.InRange(table.RealImages!.MsSsim!.Value, 0, 1);
    }

    [Fact]
    public async Task a_table_names_the_sweep_that_is_not_there()
    {
        Assert.Equal((HttpStatusCode.NotFound, "There is no sweep 'nothing'."),
            await LabServer.Refusal(await lab.Http.GetAsync("/api/v1/sweeps/nothing/table")));
    }

    [Fact]
    public async Task a_cancelled_sweep_stays_cancelled()
    {
        var answer = await lab.Post("/api/v1/sweeps",
            """{"name": "endless", "dataset": "tiny", "objective": "none", "base": {"resolution": 4, "stabilizeKimg": 900000, "fmapMax": 4, "latentSize": 4}}""",
            "application/json");
        var location = answer.Headers.Location!.ToString();

        var cancelled = JsonSerializer.Deserialize<SweepSummary>(
            await (await lab.Http.PostAsync($"{location}/cancel", null)).Content.ReadAsStreamAsync(),
            Grains.LabJson.Options)!;

        Assert.Equal(SweepStatus.Cancelled, cancelled.Status);
        Assert.Equal(HttpStatusCode.OK, (await lab.Http.PostAsync($"{location}/cancel", null)).StatusCode);
        Assert.Equal(SweepStatus.Cancelled, (await lab.Get<SweepView>(location)).Summary.Status);
    }

    [Fact]
    public async Task a_sweep_is_started_again_and_removed_once_it_has_ended()
    {
        var answer = await lab.Post("/api/v1/sweeps",
            """{"name": "again", "dataset": "tiny", "objective": "none", "base": {"resolution": 4, "stabilizeKimg": 900000, "fmapMax": 4, "latentSize": 4, "seed": 77}}""",
            "application/json");
        var location = answer.Headers.Location!.ToString();
        var id = location[(location.LastIndexOf('/') + 1)..];

        Assert.Equal((HttpStatusCode.OK, 5), await Prioritise(location, """{"priority": 5}"""));
        Assert.Equal(5, (await lab.Get<SweepView>(location)).Summary.Priority);
        Assert.Equal((HttpStatusCode.BadRequest, "'priority' is 101; it must be a whole number from -100 to 100."),
            await LabServer.Refusal(await Put(location, """{"priority": 101}""")));
        Assert.Equal((HttpStatusCode.BadRequest, "The body needs 'priority', a whole number."),
            await LabServer.Refusal(await Put(location, "{}")));
        Assert.Equal(HttpStatusCode.OK, (await Put($"/api/v1/experiments/{id}.1", """{"priority": 2}""")).StatusCode);
        Assert.Equal(2, (await lab.Get<SweepView>(location)).Experiments[0].Priority);
        Assert.Equal((HttpStatusCode.BadRequest, "'priority' is -101; it must be a whole number from -100 to 100."),
            await LabServer.Refusal(await Put($"/api/v1/experiments/{id}.1", """{"priority": -101}""")));
        Assert.Equal((HttpStatusCode.Conflict, $"Sweep '{id}' is running; cancel it or let it finish first."),
            await LabServer.Refusal(await lab.Http.DeleteAsync(location)));
        Assert.Equal((HttpStatusCode.Conflict,
                $"Experiment '{id}.1' has not ended; only one that failed, diverged or was cancelled can be started again."),
            await LabServer.Refusal(await lab.Http.PostAsync($"/api/v1/experiments/{id}.1/retry", null)));
        Assert.Equal(HttpStatusCode.OK,
            (await lab.Http.PostAsync($"/api/v1/experiments/{id}.1/cancel", null)).StatusCode);
        Assert.Equal(SweepStatus.Finished, (await lab.Get<SweepView>(location)).Summary.Status);
        Assert.Equal(HttpStatusCode.OK, (await lab.Http.PostAsync($"{location}/retry", null)).StatusCode);
        Assert.Equal(SweepStatus.Running, (await lab.Get<SweepView>(location)).Summary.Status);
        await lab.Http.PostAsync($"{location}/cancel", null);

        Assert.Equal(HttpStatusCode.OK, (await lab.Http.DeleteAsync(location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lab.Http.GetAsync(location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lab.Http.DeleteAsync(location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lab.Http.PostAsync($"{location}/retry", null)).StatusCode);
    }

    private async Task<(HttpStatusCode, int)> Prioritise(string location, string body)
    {
        using var answer = await Put(location, body);
        return (answer.StatusCode,
            (await answer.Content.ReadFromJsonAsync<SweepSummary>(LabJson.Options))!.Priority);
    }

    private Task<HttpResponseMessage> Put(string location, string body) => lab.Http.PutAsync(
        $"{location}/priority", new StringContent(body, Encoding.UTF8, "application/json"));
}
