using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Experiments: views, curves, samples, checkpoints and the generator's download. Every file's
/// path comes from the record.
/// </summary>
internal static class ExperimentEndpoints
{
    private const int DefaultPoints = 2000;

    public static void MapExperiments(this IEndpointRouteBuilder api)
    {
        api.MapGet("/compare", (IGrainFactory grains, string? e = null) => ComparisonRequest.Compare(grains, e))
            .WithTags("Experiments").MayBeMissing().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Up to 12 experiments side by side: results, settings that differ, phases that they share.");
        var experiments = api.MapGroup("/experiments/{id}").WithTags("Experiments").MayBeMissing();
        experiments.MapGet("", (string id, IGrainFactory grains) => ApiLookup.Experiment(grains, id))
            .WithSummary("An experiment with its phases, samples, checkpoints and SWD.");
        experiments.MapPost("/cancel", Cancel).WithSummary("Gives it up; its sweep goes on without it.");
        experiments.MapPost("/pause", Pause).ProducesProblem(StatusCodes.Status409Conflict).WithSummary(
            "Lets it wait: nothing is trained for it until it is resumed, nothing is lost.");
        experiments.MapPost("/resume", Resume).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Lets it go on where it was paused.");
        experiments.MapPost("/promote", Promote).ProducesProblem(StatusCodes.Status409Conflict).WithSummary(
            "Lets it on from the rung at which its sweep's stopping rule paused it, with all seeds of its point.");
        experiments.MapPost("/retry", Retry).ProducesProblem(StatusCodes.Status409Conflict).WithSummary(
            "Starts it again if it failed, diverged or was cancelled, and with it all that the same phase ended.");
        experiments.MapPut("/annotation", Annotate).Accepts<AnnotationRequest>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Writes tags and a note to it.");
        experiments.MapPut("/priority", SetPriority).Accepts<SweepPriorityRequest>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Puts it before or behind other experiments of its sweep.");
        experiments.MapPost("/star", (string id, IGrainFactory grains) => Star(id, true, grains))
            .WithSummary("Keeps all of it, whatever room it takes.");
        experiments.MapPost("/unstar", (string id, IGrainFactory grains) => Star(id, false, grains))
            .WithSummary("Keeps it as long as any other.");
        experiments.MapGet("/ticks", Ticks).WithSummary("Its curves, thinned; JSON, or columns by Accept.")
            .Produces<TickSeries>(contentType: "application/json", additionalContentTypes: Columns.ContentType);
        experiments.MapGet("/checkpoints", Checkpoints).WithSummary("Its checkpoints, newest first.");
        experiments.MapGet("/samples", Samples).WithSummary("Its sample grids, by nimg.");
        experiments.MapGet("/samples/{nimg}", Sample).TakesForCaches("at")
            .WithSummary("A sample grid as PNG; 'latest' is the newest.")
            .Produces(StatusCodes.Status200OK, contentType: "image/png");
        experiments.MapGet("/events", Events).WithSummary("What happened to it, its sweep and its phases, newest first.");
        experiments.MapGet("/definition", Definition).WithSummary(
            "The sweep that trains this experiment alone, from the same phases: YAML, or JSON by Accept.");
        experiments.MapGet("/generator", GeneratorDownload.Get).WithSummary(
            "Gs of the newest checkpoint, or of that at nimg, as safetensors or ONNX.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static async Task<ExperimentSummary> Cancel(string id, IGrainFactory grains)
    {
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).CancelExperiment(id);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> Pause(string id, IGrainFactory grains)
    {
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).Pause(id);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> Resume(string id, IGrainFactory grains)
    {
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).Resume(id);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> Promote(string id, IGrainFactory grains)
    {
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).Promote(id);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> Retry(string id, IGrainFactory grains)
    {
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).Retry(id);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> Annotate(string id, HttpRequest request, IGrainFactory grains)
    {
        var wanted = await SweepEndpoints.ReadAnnotation(request);
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).Annotate(id, wanted.Tags, wanted.Note);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> SetPriority(string id, HttpRequest request, IGrainFactory grains)
    {
        var wanted = await SweepEndpoints.ReadPriority(request);
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).SetPriority(wanted, id);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<ExperimentSummary> Star(string id, bool isStarred, IGrainFactory grains)
    {
        if (!await grains.HasExperiment(id))
            throw ApiLookup.NoExperiment(id);
        await grains.SweepOf(id).Star(id, isStarred);
        return (await ApiLookup.Experiment(grains, id)).Summary;
    }

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<TickSeries>>> Ticks(
        string id, HttpRequest request, IGrainFactory grains, int maxPoints = DefaultPoints)
    {
        if (maxPoints is < 2 or > 100_000)
            throw new Growth.InvalidInputException($"maxPoints is {maxPoints}; it must be 2 to 100000.");
        var ticks = await grains.FindTicks(id, maxPoints) ?? throw ApiLookup.NoExperiment(id);
        return request.Accepts(Columns.ContentType)
            ? TypedResults.Bytes(Columns.Write([new("kimg", ticks.Kimg),
                .. ticks.Columns.Select(c => KeyValuePair.Create(c.Key, (IReadOnlyList<double>)c.Value))]),
                Columns.ContentType, enableRangeProcessing: true)
            : TypedResults.Json(ticks, Grains.LabJson.Options);
    }

    private static async Task<ImmutableArray<CheckpointFile>> Checkpoints(string id, IGrainFactory grains) =>
        await grains.FindCheckpoints(id) ?? throw ApiLookup.NoExperiment(id);

    private static async Task<ImmutableArray<SampleFile>> Samples(string id, IGrainFactory grains) =>
        await grains.FindSamples(id) ?? throw ApiLookup.NoExperiment(id);

    private static async Task<ImmutableArray<LabEvent>> Events(string id, IGrainFactory grains, int most = 100) =>
        most is >= 1 and <= LabEndpoints.MostEvents
            ? await grains.FindEvents(id, most) ?? throw ApiLookup.NoExperiment(id)
            : throw new Growth.InvalidInputException($"most is {most}; it must be 1 to {LabEndpoints.MostEvents}.");

    private static async Task<ContentHttpResult> Definition(string id, HttpRequest request, IGrainFactory grains)
    {
        var experiment = await ApiLookup.Experiment(grains, id);
        var sweep = await grains.FindDefinition(experiment.Summary.SweepId) ?? throw ApiLookup.NoExperiment(id);
        return SweepBody.Answer(ExperimentFile.Of(experiment, sweep), request);
    }

    private static async Task<PhysicalFileHttpResult> Sample(
        string id, string nimg, HttpResponse response, IGrainFactory grains, IStoreService store)
    {
        var isLatest = nimg == "latest";
        var isNumber = long.TryParse(nimg, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var sample = isLatest ? await grains.FindSample(id, null)
            : isNumber ? await grains.FindSample(id, number)
            : null;
        if (sample is null)
        {
            if (!await grains.HasExperiment(id))
                throw ApiLookup.NoExperiment(id);
            throw new NotFoundException(isLatest
                ? $"Experiment '{id}' has no sample grid yet."
                : $"Experiment '{id}' has no sample grid at that nimg.");
        }
        response.GetTypedHeaders().CacheControl = isLatest
            ? new CacheControlHeaderValue { NoCache = true }
            : new CacheControlHeaderValue
            {
                Public = true,
                MaxAge = TimeSpan.FromDays(365),
                Extensions = { new NameValueHeaderValue("immutable") }
            };
        return TypedResults.PhysicalFile(store.FullPath(sample.Path), "image/png", enableRangeProcessing: true);
    }
}
