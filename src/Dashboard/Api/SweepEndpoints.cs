using System.Collections.Immutable;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Dashboard.Access;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>Sweeps: submit, preview, look at, watch, reprioritise, pause, cancel, start again, remove.</summary>
internal static class SweepEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    public static void MapSweeps(this IEndpointRouteBuilder api)
    {
        var sweeps = api.MapGroup("/sweeps").WithTags("Sweeps");
        sweeps.MapPost("", Submit).AcceptsSweep()
            .WithSummary(
                "Accepts a sweep; from then on it is trained whatever crashes. With an Idempotency-Key it is accepted "
                + "once, however often it is sent.")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        sweeps.MapPost("/preview", Preview).AcceptsSweep().Needs(LabRole.Viewer)
            .WithSummary("What a sweep would do: experiments, phases, kimg. Nothing is kept.");
        sweeps.MapGet("", List).WithSummary("All sweeps that are not archived, newest first; or those that are.");
        sweeps.MapGet("/{id}", (string id, IGrainFactory grains) => ApiLookup.Sweep(grains, id)).MayBeMissing()
            .WithSummary("A sweep, its experiments (best first) and its growth tree.");
        sweeps.MapGet("/{id}/experiments", Experiments).MayBeMissing()
            .ProducesProblem(StatusCodes.Status400BadRequest).WithSummary(
                "The sweep's experiments, best first, or as sort says; all of them, those where an expression holds, "
                + "or a part.");
        sweeps.MapGet("/{id}/best", Best).MayBeMissing()
            .WithSummary("The best experiment of those that can be compared.");
        sweeps.MapGet("/{id}/definition", Definition).MayBeMissing()
            .WithSummary("The sweep's file: YAML, or JSON by Accept.");
        sweeps.MapGet("/{id}/swd", Swd).MayBeMissing()
            .WithSummary("SWD over kimg of all experiments, or of some (1-400,402), as columns.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        sweeps.MapGet("/{id}/table", Table).MayBeMissing().WithSummary(
            "Results side by side, as in the paper's table 1: "
            + "SWD level by level, MS-SSIM, and what can't be compared.");
        sweeps.MapGet("/{id}/analysis", Analysis).MayBeMissing().WithSummary(
            "Which settings the results hang on: importances with their uncertainty, mean results by value.");
        sweeps.MapPost("/{id}/cancel", Cancel).MayBeMissing().WithSummary("Gives up what is not finished.");
        sweeps.MapPost("/{id}/pause", Pause).MayBeMissing().ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Lets it wait: nothing is trained for it until it is resumed, nothing is lost.");
        sweeps.MapPost("/{id}/resume", Resume).MayBeMissing().ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Lets it go on, with every experiment of it that a person paused.");
        sweeps.MapPost("/{id}/retry", Retry).MayBeMissing().ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Starts the experiments again that failed or were cancelled; what is trained stays so.");
        sweeps.MapPut("/{id}/annotation", Annotate).MayBeMissing().Accepts<AnnotationRequest>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest).WithSummary("Writes tags and a note to it.");
        sweeps.MapPut("/{id}/priority", SetPriority).MayBeMissing().Accepts<SweepPriorityRequest>("application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Puts the sweep before or behind others; what trains makes way where more waits.");
        sweeps.MapPut("/{id}/budget", SetBudget).MayBeMissing().AcceptsBudget()
            .ProducesProblem(StatusCodes.Status409Conflict).WithSummary(
                "Changes what a sweep may use (kimg, deviceHours, wallHours, until); one that its budget ended goes "
                + "on.");
        sweeps.MapPost("/{id}/archive", Archive).MayBeMissing().ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Puts a sweep that has ended away; its results and its best generator stay.");
        sweeps.MapPost("/{id}/unarchive", Unarchive).MayBeMissing().WithSummary("Puts it into the lists again.");
        sweeps.MapDelete("/{id}", Remove).MayBeMissing().ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary(
                "Removes a sweep that has ended, and what no other sweep has of its checkpoints and samples.");
        sweeps.MapGet("/{id}/watch", Watch).MayBeMissing()
            .WithSummary("The sweep now, what changes of it, and the sweep at its end, as server-sent events.");
    }

    private static async Task<Results<Created<SweepSummary>, Ok<SweepSummary>>> Submit(
        HttpRequest request, IGrainFactory grains)
    {
        var key = IdempotencyKey.Of(request);
        var definition = await SweepBody.Read(request);
        var id = key is null
            ? await grains.Catalog().NewSweepId(definition.Name)
            : await grains.Catalog().SweepIdOf(definition.Name, key);
        var isKnown = key is not null && await grains.HasSweep(id);
        var sweep = grains.Sweep(id);
        var summary = key is null ? await sweep.Submit(definition) : await sweep.SubmitOnce(definition);
        return isKnown
            ? TypedResults.Ok(summary)
            : TypedResults.Created(ApiHosting.Address(request, $"/sweeps/{Uri.EscapeDataString(id)}"), summary);
    }

    private static async Task<ImmutableArray<SweepSummary>> List(IGrainFactory grains, bool archived = false) =>
        [.. (await grains.Catalog().GetSweeps()).Where(s => s.ArchivedAt is not null == archived)];

    private static async Task<SweepPreview> Preview(HttpRequest request, IGrainFactory grains) =>
        await grains.Catalog().Preview(await SweepBody.Read(request));

    private static async Task<IEnumerable<ExperimentSummary>> Experiments(
        string id, IGrainFactory grains, string? where = null, string? sort = null, int skip = 0,
        int most = int.MaxValue)
    {
        if (skip < 0 || most < 0)
            throw new InvalidInputException($"'{(skip < 0 ? nameof(skip) : nameof(most))}' can't be negative.");
        var experiments = (await ApiLookup.Sweep(grains, id)).Experiments;
        if (sort is not null)
            experiments = ExperimentOrder.Sort(experiments, sort);
        if (where is not null)
            experiments = ExperimentFilter.Choose(experiments, where);
        return experiments.Skip(skip).Take(most);
    }

    private static async Task<SweepAnalysis> Analysis(string id, IGrainFactory grains) =>
        SweepAnalysis.Of(await ApiLookup.Sweep(grains, id));

    private static async Task<ExperimentSummary> Best(string id, IGrainFactory grains)
    {
        var sweep = await ApiLookup.Sweep(grains, id);
        return sweep.Experiments.FirstOrDefault(e => e.Id == sweep.Summary.BestExperiment)
            ?? throw new NotFoundException(
                sweep.Summary.Objective.WhyUnranked() is { } unranked
                    ? $"Sweep '{id}' has no best experiment: it is {unranked}; every experiment keeps its generator."
                    : $"Sweep '{id}' has no best experiment yet: none has an SWD that can be compared.");
    }

    private static async Task<ContentHttpResult> Definition(string id, HttpRequest request, IGrainFactory grains)
    {
        var json = await grains.FindDefinition(id) ?? throw ApiLookup.NoSweep(id);
        return SweepBody.Answer(JsonNode.Parse(json)!.AsObject(), request);
    }

    private static async Task<FileContentHttpResult> Swd(string id, IGrainFactory grains, string? experiments = null)
    {
        var wanted = experiments is null ? null : NumberRanges.Read(nameof(experiments), experiments);
        var curves = await grains.FindSwdCurves(id) ?? throw ApiLookup.NoSweep(id);
        return TypedResults.Bytes(
            Columns.Write(SwdHistory.Table(curves.Where(c => wanted?.Invoke(c.Experiment) ?? true))),
            Columns.ContentType, enableRangeProcessing: true);
    }

    private static async Task<ComparisonTable> Table(string id, IGrainFactory grains) =>
        ResultTable.Of(await ApiLookup.Sweep(grains, id));

    private static async Task<SweepSummary> Cancel(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).Cancel();
    }

    private static async Task<SweepSummary> Pause(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).Pause(null);
    }

    private static async Task<SweepSummary> Resume(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).Resume(null);
    }

    private static async Task<SweepSummary> Retry(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).Retry(null);
    }

    /// <summary>The priority that a request asks for.</summary>
    internal static async Task<int> ReadPriority(HttpRequest request)
    {
        var wanted = (await RequestBody.ReadJson<SweepPriorityRequest>(request)).Priority
            ?? throw new InvalidInputException($"The body needs '{SweepPriority.Key}', a whole number.");
        SweepPriority.Check(wanted);
        return wanted;
    }

    /// <summary>The tags and the note that a request asks for.</summary>
    internal static async Task<AnnotationRequest> ReadAnnotation(HttpRequest request)
    {
        var wanted = await RequestBody.ReadJson<AnnotationRequest>(request);
        return wanted is { Tags: null, Note: null } || wanted.Tags?.Contains(null!) == true
            ? throw new InvalidInputException("The body needs 'tags', a list of words, 'note', a text, or both.")
            : wanted;
    }

    private static async Task<SweepSummary> Annotate(string id, HttpRequest request, IGrainFactory grains)
    {
        var wanted = await ReadAnnotation(request);
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        await grains.Sweep(id).Annotate(null, wanted.Tags, wanted.Note);
        return (await ApiLookup.Sweep(grains, id)).Summary;
    }

    private static async Task<SweepSummary> SetPriority(string id, HttpRequest request, IGrainFactory grains)
    {
        var wanted = await ReadPriority(request);
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).SetPriority(wanted, null);
    }

    private static async Task<SweepSummary> SetBudget(string id, HttpRequest request, IGrainFactory grains)
    {
        using var body = RequestBody.Parse(await RequestBody.ReadText(request, "The body"));
        InputText.Check(body.RootElement, "the body");
        var budget = SweepBudget.Read(body.RootElement, "the budget");
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).SetBudget(budget);
    }

    private static async Task<SweepArchival> Archive(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).Archive();
    }

    private static async Task<SweepSummary> Unarchive(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.Sweep(id).Unarchive();
    }

    private static async Task<SweepRemoval> Remove(string id, IGrainFactory grains)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        return await grains.RemoveSweep(id);
    }

    private static async Task<EventStream<object>> Watch(
        string id, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!await grains.HasSweep(id))
            throw ApiLookup.NoSweep(id);
        _ = long.TryParse(
            request.Headers[LastEventId], NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        return new EventStream<object>(Events(grains.Sweep(id), last, cancellationToken));
    }

    /// <summary>
    /// The page, what changes of it, and the page again at the end. Who comes back after a broken connection begins
    /// with the page too: numbers go on, changes are not kept.
    /// </summary>
    private static async IAsyncEnumerable<SseItem<object>> Events(
        ISweepGrain sweep, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var difference = new SweepDifference();
        await foreach (var view in sweep.Watch(cancellationToken).WithCancellation(cancellationToken))
            if ((view.Summary.HasEnded() ? view : difference.Next(view)) is { } data)
                yield return new SseItem<object>(
                    data, data is SweepView ? FollowedSweep.Whole : FollowedSweep.Changes)
                {
                    EventId = (++last).ToString(CultureInfo.InvariantCulture),
                };
    }
}
