using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;

namespace PgGanLab.Dashboard.Api;

/// <summary>Experiments: views, curves, samples, checkpoints and the generator's download. Every file's path comes from the record.</summary>
internal static class ExperimentEndpoints
{
    private const int DefaultPoints = 2000;

    public static void MapExperiments(this IEndpointRouteBuilder api)
    {
        var experiments = api.MapGroup("/experiments/{id}").WithTags("Experiments").MayBeMissing();
        experiments.MapGet("", (string id, IGrainFactory grains) => Found.Experiment(grains, id)).WithSummary("An experiment with its phases, samples, checkpoints and SWD.");
        experiments.MapGet("/ticks", Ticks).WithSummary("Its curves, thinned; JSON, or columns by Accept.").Produces<TickSeries>(contentType: "application/json", additionalContentTypes: Columns.ContentType);
        experiments.MapGet("/checkpoints", Checkpoints).WithSummary("Its checkpoints, newest first.");
        experiments.MapGet("/samples", Samples).WithSummary("Its sample grids, by nimg.");
        experiments.MapGet("/samples/{nimg}", Sample).WithSummary("A sample grid as PNG; 'latest' is the newest.").Produces(StatusCodes.Status200OK, contentType: "image/png");
        experiments.MapGet("/generator", Generator).WithSummary("Gs of the newest checkpoint as safetensors.").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static async Task<Results<FileContentHttpResult, JsonHttpResult<TickSeries>>> Ticks(
        string id, HttpRequest request, IGrainFactory grains, int maxPoints = DefaultPoints)
    {
        if (maxPoints is < 2 or > 100_000)
            throw new Growth.InvalidInputException($"maxPoints is {maxPoints}; it must be 2 to 100000.");
        await Found.Experiment(grains, id);
        var ticks = await grains.Experiment(id).GetTicks(maxPoints);
        return request.Accepts(Columns.ContentType)
            ? TypedResults.Bytes(Columns.Write([new("kimg", ticks.Kimg), .. ticks.Columns.Select(c => KeyValuePair.Create(c.Key, (IReadOnlyList<double>)c.Value))]), Columns.ContentType)
            : TypedResults.Json(ticks, Grains.LabJson.Options);
    }

    private static async Task<ImmutableArray<CheckpointView>> Checkpoints(string id, IGrainFactory grains) => (await Found.Experiment(grains, id)).Checkpoints;

    private static async Task<ImmutableArray<SampleView>> Samples(string id, IGrainFactory grains) => (await Found.Experiment(grains, id)).Samples;

    private static async Task<PhysicalFileHttpResult> Sample(string id, string nimg, HttpResponse response, IGrainFactory grains, IStoreService store)
    {
        var samples = (await Found.Experiment(grains, id)).Samples;
        var sample = nimg == "latest" ? samples.LastOrDefault()
            : long.TryParse(nimg, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? samples.LastOrDefault(s => s.Nimg == number)
            : null;
        if (sample is null)
            throw new NotFoundException(nimg == "latest" ? $"Experiment '{id}' has no sample grid yet." : $"Experiment '{id}' has no sample grid at that nimg.");
        response.GetTypedHeaders().CacheControl = nimg == "latest"
            ? new CacheControlHeaderValue { NoCache = true }
            : new CacheControlHeaderValue { Public = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new NameValueHeaderValue("immutable") } };
        return TypedResults.PhysicalFile(store.FullPath(sample.Path), "image/png");
    }

    private static async Task<PhysicalFileHttpResult> Generator(string id, IGrainFactory grains, IStoreService store, CancellationToken cancellationToken)
    {
        var experiment = await Found.Experiment(grains, id);
        var checkpoint = experiment.Checkpoints.FirstOrDefault()
            ?? throw new NotFoundException($"Experiment '{id}' has no checkpoint yet, so there is no generator to download.");
        var path = await store.ExportGenerator(checkpoint, cancellationToken);
        return TypedResults.PhysicalFile(store.FullPath(path), "application/octet-stream", DownloadName.Of(experiment, checkpoint));
    }
}
