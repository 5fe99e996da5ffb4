using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Dashboard.Api;

/// <summary>Datasets: make, list, show, check and remove them.</summary>
internal static class DatasetEndpoints
{
    /// <summary>Largest images of a preview that does not ask for more.</summary>
    private const int PreviewResolution = 64;

    public static void MapDatasets(this IEndpointRouteBuilder api)
    {
        var datasets = api.MapGroup("/datasets").WithTags("Datasets");
        datasets.MapGet("", (IGrainFactory grains) => grains.Catalog().GetDatasets()).WithSummary("Datasets, by name.");
        datasets.MapGet("/kinds", (IDatasetService service) => service.Kinds.Select(k => k.Name))
            .WithSummary("Kinds of sources that datasets can be made of.");
        datasets.MapGet("/sources", (IDatasetService service) => service.Kinds)
            .WithSummary("The same with what each reads and takes.");
        datasets.MapPost("", Create).Accepts<DatasetRequest>("application/json").WithSummary(
            "Makes a dataset of files on the lab's host; answers once it is there, after ten seconds with where to ask "
            + "for it, or with events on the way by Accept: text/event-stream.")
            .Produces<DatasetFacts>(StatusCodes.Status201Created).Produces<DatasetMaking>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        datasets.MapGet("/requests", Requests)
            .WithSummary("Datasets that are being made, and how others ended until that was read.");
        datasets.MapGet("/requests/{number:long}", async (long number, IDatasetMakings makings, IGrainFactory grains) =>
            makings.Find(number) ?? await Elsewhere(number, grains) ?? throw NoRequest(number)).MayBeMissing()
            .WithSummary("How far one is, or how it ended.");
        datasets.MapDelete("/requests/{number:long}", EndRequest).MayBeMissing()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Stops one, or forgets how it ended.").Produces(StatusCodes.Status204NoContent);
        datasets.MapGet("/{name}", Details).MayBeMissing().WithSummary("A dataset: classes, source, what was left out.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        datasets.MapGet("/{name}/preview", Preview).TakesForCaches("content").MayBeMissing()
            .WithSummary("Some of its images as a PNG grid.")
            .Produces(StatusCodes.Status200OK, contentType: "image/png")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        datasets.MapPost("/{name}/verify", Verify).MayBeMissing()
            .WithSummary("Reads every byte of it and compares checksums.");
        datasets.MapDelete("/{name}", Remove).MayBeMissing()
            .WithSummary("Removes it, unless an unfinished sweep needs it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<DatasetFacts>, Accepted<DatasetMaking>, EventStream<object>>> Create(
        HttpRequest request, IDatasetMakings makings, ILogger<ProblemHandler> log,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadJson<DatasetRequest>(request);
        if (string.IsNullOrWhiteSpace(body.Name))
            throw new InvalidInputException("'name' must be a text that is not empty.");
        if (request.Accepts("text/event-stream"))
            return new EventStream<object>(Events(body, makings, log, cancellationToken));
        return (await DatasetCreation.ForSomeSeconds(request, body, makings, cancellationToken)).Result switch
        {
            Created<DatasetFacts> made => made,
            Accepted<DatasetMaking> accepted => accepted,
            var other => throw new InvalidOperationException($"A dataset was answered with {other}."),
        };
    }

    private static IAsyncEnumerable<SseItem<object>> Events(
        DatasetRequest body, IDatasetMakings makings, ILogger log, CancellationToken cancellationToken) =>
        ProgressEvents.Of<DatasetProgress, DatasetFacts>(
            (progress, stop) => DatasetCreation.WhileHeard(body, makings, progress, stop), "dataset", log,
            cancellationToken);

    /// <summary>This process's, and what others make; how far that is they know alone.</summary>
    private static async Task<IEnumerable<DatasetMaking>> Requests(IDatasetMakings makings, IGrainFactory grains)
    {
        var elsewhere = await grains.Catalog().GetDatasetRequests();
        return makings.All.Concat(elsewhere.Where(m => makings.Find(m.Number) is null)).OrderBy(m => m.Number);
    }

    private static async Task<DatasetMaking?> Elsewhere(long number, IGrainFactory grains) =>
        (await grains.Catalog().GetDatasetRequests()).FirstOrDefault(m => m.Number == number);

    private static async Task<NoContent> EndRequest(long number, IDatasetMakings makings, IGrainFactory grains)
    {
        if (makings.Find(number) is not { } making)
            throw await Elsewhere(number, grains) is { } other
                ? new WrongStateException($"Request {number} is made by {other.Host}; stop it there.")
                : NoRequest(number);
        if (making.HasEnded)
            makings.Forget(number);
        else
            makings.Stop(number);
        return TypedResults.NoContent();
    }

    private static NotFoundException NoRequest(long number) =>
        new($"There is no request {number} for a dataset, or it was forgotten; GET /datasets has those that are made.");

    private static async Task<DatasetDetails> Details(
        string name, IGrainFactory grains, IDatasetService datasets, CancellationToken cancellationToken) =>
        await datasets.Describe(await ApiLookup.Dataset(grains, name), cancellationToken);

    private static async Task<FileContentHttpResult> Preview(
        string name, HttpResponse response, IGrainFactory grains, IDatasetService datasets,
        CancellationToken cancellationToken, int? resolution = null, int columns = 8, int rows = 4)
    {
        var dataset = await ApiLookup.Dataset(grains, name);
        var png = await datasets.Preview(
            dataset, resolution ?? Math.Min(PreviewResolution, dataset.Resolution), columns, rows, cancellationToken);
        response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { NoCache = true };
        return TypedResults.Bytes(png, "image/png", enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{dataset.Fingerprint}-{resolution}-{columns}-{rows}\""));
    }

    private static async Task<DatasetCheck> Verify(
        string name, IGrainFactory grains, IDatasetService datasets, CancellationToken cancellationToken) =>
        await datasets.Verify(await ApiLookup.Dataset(grains, name), cancellationToken);

    private static async Task<NoContent> Remove(
        string name, IDatasetService datasets, CancellationToken cancellationToken) =>
        await datasets.Remove(name, cancellationToken) ? TypedResults.NoContent() : throw ApiLookup.NoDataset(name);
}
