using System.Net;
using System.Text.Json;
using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class LabApiTests(LabServer lab)
{
    [Fact]
    public async Task workers_datasets_and_events_are_listed()
    {
        await lab.Finished;
        Assert.Equal("cpu:0", Assert.Single(await lab.Get<Worker[]>("/api/v1/workers")).Device);
        Assert.Contains(
            await lab.Get<DatasetFacts[]>("/api/v1/datasets"), d => d is { Name: "tiny", Resolution: 32, Channels: 1 });
        Assert.Contains("fashion-mnist", await lab.Get<string[]>("/api/v1/datasets/kinds"));
        Assert.Contains(await lab.Get<LabEvent[]>("/api/v1/events?most=1000"), e => e.Kind == "sweep-accepted");
    }

    [Fact]
    public async Task every_setting_is_described()
    {
        var settings = await lab.Get<SettingInfo[]>("/api/v1/settings");
        Assert.Equal(SettingCatalog.All.Select(s => s.Name), settings.Select(s => s.Name));
        Assert.Equal(0.001, settings.Single(s => s.Name == "learningRate").Default);
        Assert.True(settings.Single(s => s.Name == "discriminatorLearningRate") is
        {
            Default: null,
            DefaultText: "as learningRate", Group: SettingGroup.Optimizer
        });
        Assert.True(settings.Single(s => s.Name == "loss") is { Words: [{ } first, ..], DefaultText: var text }
            && first == text);
    }

    [Fact]
    public async Task the_openapi_document_lists_every_path()
    {
        var paths = JsonDocument.Parse(await lab.Http.GetStringAsync("/openapi/v1.json")).RootElement
            .GetProperty("paths").EnumerateObject().Select(p => p.Name).ToArray();
        Assert.Superset(
            new HashSet<string>(["/api/v1/sweeps", "/api/v1/sweeps/preview", "/api/v1/sweeps/{id}",
                "/api/v1/sweeps/{id}/watch", "/api/v1/experiments/{id}", "/api/v1/experiments/{id}/generator",
                "/api/v1/workers", "/api/v1/datasets", "/api/v1/events", "/api/v1/settings"]),
            paths.ToHashSet());
    }

    [Theory]
    [InlineData("/health", "Healthy")]
    [InlineData("/metrics", "pgganlab_")]
    public async Task those_who_run_a_lab_can_look_at_it(string path, string text) =>
        Assert.Contains(text, await lab.Http.GetStringAsync(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/", "tiny")]
    [InlineData("/sweeps/new", "Launch the sweep")]
    [InlineData("/workers", "cpu:0")]
    [InlineData("/datasets", "tiny")]
    [InlineData("/events", "Sweep accepted")]
    [InlineData("/sweeps", "tiny")]
    [InlineData("/api", "as server-sent events")]
    public async Task pages_come_with_their_content(string path, string text)
    {
        await lab.Finished;
        Assert.Contains(text, await lab.Http.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_pages_of_a_finished_sweep_come_with_their_content()
    {
        var sweep = await lab.Finished;
        var page = $"/sweeps/{sweep.Summary.Id}";
        Assert.Contains("SWD over kimg", await lab.Http.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Contains("Ranked at 16 px", await lab.Http.GetStringAsync($"{page}/experiments"), StringComparison.Ordinal);
        Assert.Contains("data-sample=", await lab.Http.GetStringAsync($"{page}/samples"), StringComparison.Ordinal);
        Assert.Contains("dataset: tiny", await lab.Http.GetStringAsync($"{page}/definition"), StringComparison.Ordinal);
        Assert.Contains("end of phase", await lab.Http.GetStringAsync($"/experiments/{sweep.Summary.BestExperiment}"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sweeps/none", "There is no such sweep")]
    [InlineData("/sweeps/none/analysis", "There is no such sweep")]
    [InlineData("/datasets/none", "There is no such dataset")]
    [InlineData("/experiments/none.1", "There is no such experiment")]
    [InlineData("/experiments/none.1/generator", "There is no such experiment")]
    public async Task a_page_of_what_is_not_there_says_so_and_has_status_404(string path, string words)
    {
        var answer = await lab.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_phase_is_told_by_its_key()
    {
        var sweep = await lab.Http.GetStringAsync($"/api/v1/experiments/{(await lab.Finished).Summary.BestExperiment}");
        using var view = JsonDocument.Parse(sweep);
        var phase = view.RootElement.GetProperty("phases")[0].GetProperty("key").GetString();
        using var told = JsonDocument.Parse(await lab.Http.GetStringAsync($"/api/v1/phases/{phase}"));
        Assert.Equal("finished", told.RootElement.GetProperty("status").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "There is no phase 'none'."),
            await LabServer.Refusal(await lab.Http.GetAsync("/api/v1/phases/none")));
    }

    [Fact]
    public async Task a_page_that_is_not_there_says_so()
    {
        var answer = await lab.Http.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
