using System.Net;
using System.Net.Http.Json;
using System.Text;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>What is kept, what is put away, and what comes back.</summary>
public sealed class KeepingApiTests(LabServer lab)
{
    [Fact]
    public async Task a_sweep_is_put_away_with_its_checkpoints_but_what_is_starred_and_comes_back()
    {
        var sweep = await Finished();
        var (id, second) = (sweep.Summary.Id, sweep.Experiments.Single(e => e.Rank == 2).Id);
        var experiment = $"/api/v1/experiments/{second}";
        Assert.True((await Post<ExperimentSummary>($"{experiment}/star")).IsStarred);
        Assert.Equal(id, (await Post<SweepArchival>($"/api/v1/sweeps/{id}/archive")).Id);
        Assert.DoesNotContain(await lab.Get<SweepSummary[]>("/api/v1/sweeps"), s => s.Id == id);
        Assert.Contains(await lab.Get<SweepSummary[]>("/api/v1/sweeps?archived=true"), s => s.Id == id);
        Assert.Equal(HttpStatusCode.OK, (await lab.Http.GetAsync($"{experiment}/generator")).StatusCode);

        Assert.False((await Post<ExperimentSummary>($"{experiment}/unstar")).IsStarred);
        Assert.Contains((await lab.Get<StoreUsage>("/api/v1/store")).Freed, f => f.Reason == FreeReason.Archived);
        Assert.True((await Post<SweepArchival>($"/api/v1/sweeps/{id}/archive")).Files > 0);
        Assert.Equal(HttpStatusCode.OK,
            (await lab.Http.GetAsync($"/api/v1/experiments/{sweep.Summary.BestExperiment}/generator")).StatusCode);
        Assert.Equal(
            (HttpStatusCode.Conflict,
                $"The checkpoint of experiment '{second}' was freed to make room; "
                + $"./lab sweep retry {second} makes it again."),
            await LabServer.Refusal(await lab.Http.GetAsync($"{experiment}/generator")));

        Assert.Null((await Post<SweepSummary>($"/api/v1/sweeps/{id}/unarchive")).ArchivedAt);
        Assert.Contains(await lab.Get<SweepSummary[]>("/api/v1/sweeps"), s => s.Id == id);
        await Post<ExperimentSummary>($"{experiment}/retry");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await lab.Http.GetAsync($"{experiment}/generator")).StatusCode != HttpStatusCode.OK)
            await Task.Delay(50, patience.Token);
    }

    [Fact]
    public async Task what_people_write_stays_and_is_found()
    {
        var id = (await lab.Finished).Summary.Id;
        var (sweep, experiment) = ($"/api/v1/sweeps/{id}", $"/api/v1/experiments/{id}.1");
        var tagged = await Write<SweepSummary>(sweep, """{"tags": ["Paper", "baseline"]}""");
        Assert.Equal("baseline paper: ", Written(tagged.Tags, tagged.Note));
        var noted = await Write<SweepSummary>(sweep, """{"note": "first\nthen"}""");
        Assert.Equal("baseline paper: first\nthen", Written(noted.Tags, noted.Note));
        Assert.Equal(noted.Tags, (await lab.Get<SweepSummary[]>("/api/v1/sweeps")).Single(s => s.Id == id).Tags);

        await Write<ExperimentSummary>(experiment, """{"tags": ["good"], "note": "sharp"}""");
        var found = await lab.Get<ExperimentSummary[]>($"{sweep}/experiments?where=tags ~ good and note == sharp");
        Assert.Equal($"{id}.1", Assert.Single(found).Id);

        Assert.Equal((HttpStatusCode.BadRequest, "The body needs 'tags', a list of words, 'note', a text, or both."),
            await LabServer.Refusal(await Put(sweep, "{}")));
        Assert.Equal((HttpStatusCode.BadRequest, "The body needs 'tags', a list of words, 'note', a text, or both."),
            await LabServer.Refusal(await Put(sweep, """{"tags": [null]}""")));
        Assert.Equal((HttpStatusCode.BadRequest, "'a b' is no tag; a tag has 1 to 40 letters, digits or '-_.:/+'."),
            await LabServer.Refusal(await Put(experiment, """{"tags": ["a b"], "note": "gone"}""")));
        Assert.Equal("sharp", (await lab.Get<ExperimentView>(experiment)).Summary.Note);
        Assert.Equal(HttpStatusCode.NotFound, (await Put("/api/v1/sweeps/none", """{"note": ""}""")).StatusCode);
        await Write<ExperimentSummary>(experiment, """{"tags": [], "note": ""}""");
        var cleared = await Write<SweepSummary>(sweep, """{"tags": [], "note": ""}""");
        Assert.Equal(": ", Written(cleared.Tags, cleared.Note));
    }

    private static string Written(IEnumerable<string> tags, string note) => $"{string.Join(' ', tags)}: {note}";

    private Task<HttpResponseMessage> Put(string path, string body) => lab.Http.PutAsync(
        $"{path}/annotation", new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<T> Write<T>(string path, string body)
    {
        using var answer = await Put(path, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<T>(LabJson.Options))!;
    }

    [Fact]
    public async Task the_store_is_shown_by_kind_and_a_limit_that_is_none_is_refused()
    {
        await lab.Finished;
        var usage = await lab.Get<StoreUsage>("/api/v1/store?limit=1TB");
        Assert.Equal(1_000_000_000_000, usage.Budget);
        Assert.Superset(new HashSet<StoredKind> { StoredKind.PhaseEnd, StoredKind.Sample, StoredKind.Dataset },
            usage.Kinds.Select(k => k.Kind).ToHashSet());
        Assert.Equal(usage.Bytes, usage.Kinds.Sum(k => k.Bytes));
        Assert.Equal(
            (HttpStatusCode.BadRequest,
                "limit is 'much'; it must be a size of 1KB or more, such as 500MB, 200GB or 1.5TB."),
            await LabServer.Refusal(await lab.Http.GetAsync("/api/v1/store?limit=much")));
    }

    [Fact]
    public async Task a_sweep_tells_what_sharing_saved()
    {
        var summary = (await lab.Finished).Summary;
        Assert.True(summary.MergeRate > 1, $"{summary}");
        Assert.True(summary.SecondsSaved > 0, $"{summary}");
        Assert.StartsWith("merge rate 1", summary.SharingInWords(), StringComparison.Ordinal);
    }

    private async Task<SweepView> Finished()
    {
        var answer = await lab.Post("/api/v1/sweeps",
            """
            {"name": "kept", "dataset": "tiny",
             "base": {"resolution": 16, "fadeInKimg": 0.05, "stabilizeKimg": 0.05, "fmapMax": 4, "latentSize": 4, "seed": 79,
                      "swdImages": 16},
             "search": {"space": {"learningRate@16": [0.001, 0.002]}}}
            """, "application/json");
        var id = (await answer.Content.ReadFromJsonAsync<SweepSummary>(LabJson.Options))!.Id;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await lab.Get<SweepView>($"/api/v1/sweeps/{id}")).Summary.Status == SweepStatus.Running)
            await Task.Delay(50, patience.Token);
        return await lab.Get<SweepView>($"/api/v1/sweeps/{id}");
    }

    private async Task<T> Post<T>(string path)
    {
        var answer = await lab.Http.PostAsync(path, null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>(LabJson.Options))!;
    }
}
