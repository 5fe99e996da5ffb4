using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Dashboard.Api;

/// <summary>Workers: look at, drain, resume, forget. A name is <c>host/device</c>.</summary>
internal static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder api)
    {
        var workers = api.MapGroup("/workers").WithTags("Workers");
        workers.MapGet("", (IGrainFactory grains) => grains.Catalog().GetWorkers()).WithSummary("Workers, by name.");
        workers.MapGet("/tasks", (IGrainFactory grains) => grains.Catalog().GetTasks())
            .WithSummary("What workers train now, and for which sweeps' experiments.");
        workers.MapPost("/{host}/{device}/drain", Drain).MayBeMissing().WithSummary(
            "Lets a worker take no phase any more; with now=true it also gives back what it trains, from a snapshot.");
        workers.MapPost("/{host}/{device}/resume", Resume).MayBeMissing().WithSummary(
            "Lets a worker take phases again that was drained, or taken out because too many phases failed on it.");
        workers.MapDelete("/{host}/{device}", Remove).MayBeMissing().ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Forgets a worker that is gone.");
    }

    private static async Task<Worker> Drain(string host, string device, IGrainFactory grains, bool now = false) =>
        await grains.Catalog().DrainWorker($"{host}/{device}", now) ?? throw ApiLookup.NoWorker($"{host}/{device}");

    private static async Task<Worker> Resume(string host, string device, IGrainFactory grains) =>
        await grains.Catalog().ResumeWorker($"{host}/{device}") ?? throw ApiLookup.NoWorker($"{host}/{device}");

    private static async Task<NoContent> Remove(string host, string device, IGrainFactory grains) =>
        await grains.Catalog().RemoveWorker($"{host}/{device}")
            ? TypedResults.NoContent()
            : throw ApiLookup.NoWorker($"{host}/{device}");
}
