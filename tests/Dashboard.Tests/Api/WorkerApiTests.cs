using System.Net;
using System.Net.Http.Json;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Tests.Api;

/// <summary>
/// What the API does with workers that it knows is tested where a test may hold one: in Grains.Tests.
/// </summary>
public sealed class WorkerApiTests(LabServer lab)
{
    [Fact]
    public async Task a_worker_that_nothing_holds_is_resumed_without_effect_and_is_not_forgotten_while_it_is_alive()
    {
        await lab.Finished;
        var worker = (await lab.Get<Worker[]>("/api/v1/workers"))[0];
        using var answer = await lab.Http.PostAsync($"/api/v1/workers/{worker.Name}/resume", null);
        var resumed = (await answer.Content.ReadFromJsonAsync<Worker>(LabJson.Options))!;
        Assert.Equal((HttpStatusCode.OK, worker.Name, null), (answer.StatusCode, resumed.Name, resumed.Hold));
        var (status, sentence) = await LabServer.Refusal(await lab.Http.DeleteAsync($"/api/v1/workers/{worker.Name}"));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.StartsWith($"Worker '{worker.Name}' is alive, seen ", sentence);
    }

    [Theory]
    [InlineData("POST", "/drain")]
    [InlineData("POST", "/resume")]
    [InlineData("DELETE", "")]
    public async Task a_worker_that_is_not_there_is_named(string method, string verb)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/workers/nowhere/cuda:7{verb}");
        Assert.Equal((HttpStatusCode.NotFound, "There is no worker 'nowhere/cuda:7'."),
            await LabServer.Refusal(await lab.Http.SendAsync(request)));
    }

    [Fact]
    public async Task now_is_true_or_false()
    {
        var (status, _) = await LabServer.Refusal(
            await lab.Http.PostAsync("/api/v1/workers/nowhere/cuda:7/drain?now=soon", null));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }
}
