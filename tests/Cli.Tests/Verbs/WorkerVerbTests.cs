using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Rates;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Cli.Tests.Verbs;

public sealed class WorkerVerbTests
{
    private const string Draining =
        "here/cpu:0 is draining. Draining: it ends its phase and takes no other.";

    private static readonly WorkerHold Drained = new("here/cpu:0", WorkerHoldKind.Drained, Example.Start);

    [Theory]
    [InlineData("drain", "drain here/cpu:0 False", Draining)]
    [InlineData("drain --now", "drain here/cpu:0 True", Draining)]
    [InlineData("resume", "resume here/cpu:0", Draining)]
    [InlineData("remove", "remove here/cpu:0", "here/cpu:0 is forgotten; it is listed again when it comes again.")]
    [InlineData("rm", "remove here/cpu:0", "here/cpu:0 is forgotten; it is listed again when it comes again.")]
    public async Task each_verb_asks_the_lab_and_tells_how_the_worker_stands(string verb, string asked, string told)
    {
        var requests = new List<string>();
        await using var lab = await Start(requests);

        var result = await CommandLine.Run(["worker", .. verb.Split(' '), "here/cpu:0", "--server", lab.Url]);

        Assert.Equal((0, "", told), (result.Code, result.Error, result.Output.TrimEnd()));
        Assert.Equal([asked], requests);
    }

    [Theory]
    [InlineData("workers")]
    [InlineData("worker ls")]
    public async Task the_list_says_why_a_worker_takes_nothing(string verb)
    {
        await using var lab = await Start([]);

        var result = await CommandLine.Run([.. verb.Split(' '), "--server", lab.Url]);

        Assert.Contains("draining", result.Output, StringComparison.Ordinal);
        Assert.Contains(
            "here/cpu:0: 16x16 stabilize for clothes-a1b2.3 and 1 other", result.Output, StringComparison.Ordinal);
        Assert.Contains("here/cpu:0: Draining: it ends its phase and takes no other.", result.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "here/cpu:0: 2 phases at once of at most 4; 4x4 in minibatches of 16, images/s: 410 with 1, 530 with 2.",
            result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_name_without_its_device_gets_one_sentence()
    {
        var result = await CommandLine.Run("worker", "drain", "here", "--server", "http://localhost:1");

        Assert.Equal((1, "lab: 'here' names no worker; a name is host/device, such as gpu-host-3/cuda:0."),
            (result.Code, result.Error.TrimEnd()));
    }

    private static Task<FakeLab> Start(List<string> requests) => FakeLab.Start(routes =>
    {
        routes.MapGet("/api/v1/workers", () => FakeLab.Json(new[] { Worker() }));
        routes.MapGet("/api/v1/workers/tasks", () => FakeLab.Json(new[]
        {
            new WorkerTask("here/cpu:0", Example.Node("abcd", PhaseStatus.Training, 16, 4000, [3]).Phase,
                [new PhaseUse("clothes-a1b2", 3, 2)]),
        }));
        routes.MapPost("/api/v1/workers/{host}/{device}/drain", (string host, string device, bool now = false) =>
        {
            requests.Add($"drain {host}/{device} {now}");
            return FakeLab.Json(Worker());
        });
        routes.MapPost("/api/v1/workers/{host}/{device}/resume", (string host, string device) =>
        {
            requests.Add($"resume {host}/{device}");
            return FakeLab.Json(Worker());
        });
        routes.MapDelete("/api/v1/workers/{host}/{device}", (string host, string device) =>
        {
            requests.Add($"remove {host}/{device}");
            return Results.NoContent();
        });
    });

    private static Worker Worker() => new()
    {
        Name = "here/cpu:0",
        Host = "here",
        Device = "cpu:0",
        Description = "Any CPU",
        Threads = 1,
        Status = WorkerStatus.Training,
        Phase = "abcd",
        ImagesPerSecond = 12,
        SeenAt = Example.Start,
        ImagesTrained = 100,
        Hold = Drained,
        Packing = new DevicePacking(
            4, 2, [new PackedPhase("abcd", 260), new PackedPhase("efgh", 270)],
            new TrainingLoad(4, 16, "float32", 1000), [new PackedRate(1, 410), new PackedRate(2, 530)], null),
    };
}
