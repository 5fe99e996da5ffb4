using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>What the lab has: workers, datasets, events, settings.</summary>
internal static class LabEndpoints
{
    private const int MostEvents = 1000;

    public static void MapLab(this IEndpointRouteBuilder api)
    {
        var lab = api.MapGroup("").WithTags("Lab");
        lab.MapGet("/workers", (IGrainFactory grains) => grains.Catalog().GetWorkers()).WithSummary("Workers, by name.");
        lab.MapGet("/datasets", (IGrainFactory grains) => grains.Catalog().GetDatasets()).WithSummary("Datasets, by name.");
        lab.MapGet("/datasets/kinds", (IDatasetService datasets) => datasets.Kinds).WithSummary("Kinds of datasets that can be prepared.");
        lab.MapPost("/datasets", Prepare).WithSummary("Prepares a dataset; answers once it is there.").ProducesProblem(StatusCodes.Status400BadRequest);
        lab.MapGet("/events", Events).WithSummary("The lab's last events, newest first.").ProducesProblem(StatusCodes.Status400BadRequest);
        lab.MapGet("/settings", () => SettingCatalog.All.Select(SettingInfo.Of)).WithSummary("Every setting: default, range, unit, meaning.");
    }

    private static async Task<Created<DatasetView>> Prepare(DatasetRequest request, IDatasetService datasets, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
            throw new InvalidInputException("'name' must be a text that is not empty.");
        var dataset = await datasets.Prepare(request.Name, request.Kind ?? request.Name, cancellationToken);
        return TypedResults.Created("/api/v1/datasets", dataset);
    }

    private static Task<ImmutableArray<LabEvent>> Events(IGrainFactory grains, int most = 100) => most is >= 1 and <= MostEvents
        ? grains.Catalog().GetEvents(most)
        : throw new InvalidInputException($"most is {most}; it must be 1 to {MostEvents}.");
}
