using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PgGanLab.Dashboard.Tests.Host;

namespace PgGanLab.Dashboard.Tests.Hosting;

/// <summary>What those who run a lab look at.</summary>
public sealed class OperationsTests(LabServer lab)
{
    [Fact]
    public async Task metrics_are_prometheus_text_under_names_that_stay()
    {
        await lab.Finished;
        await lab.Http.GetStringAsync("/health");
        var metrics = await lab.Http.GetStringAsync("/metrics");
        Assert.Matches("(?m)^pgganlab_images_total\\{.*worker=\"[^\"]+/cpu:0\".*\\} [0-9]+", metrics);
        Assert.Matches("(?m)^pgganlab_images_per_second\\{.*worker=\"", metrics);
        Assert.Matches("(?m)^pgganlab_reports_waiting\\{.*worker=\"", metrics);
        Assert.Matches("(?m)^pgganlab_step_duration_seconds_bucket\\{.*le=\"0.005\"", metrics);
        Assert.Matches("(?m)^pgganlab_snapshot_duration_seconds_count", metrics);
        Assert.Matches("(?m)^pgganlab_phases_total\\{.*outcome=\"finished\"", metrics);
        Assert.Matches("(?m)^dotnet_gc_collections_total\\{", metrics);
    }

    [Fact]
    public async Task the_log_level_changes_while_the_lab_runs()
    {
        Assert.Equal("information", await Level(await lab.Http.GetAsync("/api/v1/log-level")));
        Assert.Equal("debug", await Level(await lab.Http.PutAsJsonAsync("/api/v1/log-level", new { level = "Debug" })));
        Assert.Equal("debug", await Level(await lab.Http.GetAsync("/api/v1/log-level")));
        Assert.Equal("information",
            await Level(await lab.Http.PutAsJsonAsync("/api/v1/log-level", new { level = "information" })));
    }

    [Theory, InlineData("loud"), InlineData("7"), InlineData("fatal")]
    public async Task a_level_that_is_none_is_refused(string level)
    {
        var (status, detail) = await LabServer.Refusal(
            await lab.Http.PutAsJsonAsync("/api/v1/log-level", new { level }));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"The level is '{level}'; it must be verbose, debug,", detail);
    }

    [Fact]
    public async Task orleans_own_dashboard_is_there_for_this_hosts_users()
    {
        var page = await lab.Http.GetAsync("/orleans/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Orleans Dashboard", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "host", await lab.Http.GetStringAsync("/orleans/DashboardCounters"), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string?> Level(HttpResponseMessage answer) =>
        (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("level")
            .GetString();
}
