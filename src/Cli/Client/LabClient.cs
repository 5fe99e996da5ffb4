using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Cli.Client;

/// <summary>
/// A lab's REST API (docs/api.md), typed. Every method throws <see cref="LabException"/> with one sentence: the lab's
/// own where it refused, how to start a lab where none answers.
/// </summary>
/// <param name="server">
/// The lab's root, such as <c>http://localhost:5080</c> or <c>https://lab.example/prefix</c>.
/// </param>
/// <param name="data">Its data directory, where that is known: on its host that lets its owner in.</param>
internal sealed partial class LabClient(Uri server, string? data = null) : LabConnection(server, data)
{
    private const string SweepGoesOn = "the sweep goes on after ./lab up";

    /// <summary>Accepts a sweep.</summary>
    /// <param name="file">The sweep's file.</param>
    /// <param name="mediaType"><c>application/yaml</c> or <c>application/json</c>.</param>
    public Task<SweepSummary> Submit(byte[] file, string mediaType, CancellationToken cancellationToken) =>
        Read<SweepSummary>(HttpMethod.Post, "api/v1/sweeps", Content(file, mediaType), cancellationToken);

    /// <summary>What a sweep would do; nothing is kept.</summary>
    /// <param name="file">The sweep's file.</param>
    /// <param name="mediaType"><c>application/yaml</c> or <c>application/json</c>.</param>
    public Task<SweepPreview> Preview(byte[] file, string mediaType, CancellationToken cancellationToken) =>
        Read<SweepPreview>(HttpMethod.Post, "api/v1/sweeps/preview", Content(file, mediaType), cancellationToken);

    /// <summary>The sweeps that are archived, or those that are not.</summary>
    public Task<SweepSummary[]> GetSweeps(bool archived, CancellationToken cancellationToken) =>
        Get<SweepSummary[]>(archived ? "api/v1/sweeps?archived=true" : "api/v1/sweeps", cancellationToken);

    public Task<SweepView> GetSweep(string id, CancellationToken cancellationToken) =>
        Get<SweepView>($"api/v1/sweeps/{Uri.EscapeDataString(id)}", cancellationToken);

    public Task<ExperimentSummary[]> GetExperiments(string sweep, CancellationToken cancellationToken) =>
        Get<ExperimentSummary[]>($"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/experiments", cancellationToken);

    public Task<ExperimentSummary> GetBest(string sweep, CancellationToken cancellationToken) =>
        Get<ExperimentSummary>($"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/best", cancellationToken);

    public Task<SweepSummary> Cancel(string sweep, CancellationToken cancellationToken) =>
        Read<SweepSummary>(
            HttpMethod.Post, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/cancel", null, cancellationToken);

    /// <summary>Gives up one experiment.</summary>
    public Task<ExperimentSummary> CancelExperiment(string experiment, CancellationToken cancellationToken) =>
        Read<ExperimentSummary>(HttpMethod.Post,
            $"api/v1/experiments/{Uri.EscapeDataString(experiment)}/cancel", null, cancellationToken);

    /// <summary>Lets a sweep, or an experiment of it, wait or go on.</summary>
    /// <param name="verb"><c>pause</c> or <c>resume</c>; of an experiment also <c>promote</c>.</param>
    public Task<SweepSummary> Change(string verb, string sweep, CancellationToken cancellationToken) =>
        Read<SweepSummary>(
            HttpMethod.Post, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/{verb}", null, cancellationToken);

    /// <inheritdoc cref="Change"/>
    public Task<ExperimentSummary> ChangeExperiment(
        string verb, string experiment, CancellationToken cancellationToken) => Read<ExperimentSummary>(
            HttpMethod.Post, $"api/v1/experiments/{Uri.EscapeDataString(experiment)}/{verb}", null, cancellationToken);

    /// <summary>Starts a sweep's failed and cancelled experiments again.</summary>
    public Task<SweepSummary> Retry(string sweep, CancellationToken cancellationToken) =>
        Read<SweepSummary>(
            HttpMethod.Post, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/retry", null, cancellationToken);

    /// <summary>Puts a sweep before or behind others.</summary>
    public Task<SweepSummary> SetPriority(string sweep, int priority, CancellationToken cancellationToken) =>
        Read<SweepSummary>(HttpMethod.Put, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/priority",
            JsonContent.Create(new SweepPriorityRequest(priority), options: LabJson.Options), cancellationToken);

    /// <summary>Puts an experiment before or behind others of its sweep.</summary>
    public Task<ExperimentSummary> SetExperimentPriority(
        string experiment, int priority, CancellationToken cancellationToken) => Read<ExperimentSummary>(
            HttpMethod.Put, $"api/v1/experiments/{Uri.EscapeDataString(experiment)}/priority",
            JsonContent.Create(new SweepPriorityRequest(priority), options: LabJson.Options), cancellationToken);

    /// <summary>Starts one experiment again that failed, diverged or was cancelled.</summary>
    public Task<ExperimentSummary> RetryExperiment(string experiment, CancellationToken cancellationToken) =>
        Read<ExperimentSummary>(HttpMethod.Post,
            $"api/v1/experiments/{Uri.EscapeDataString(experiment)}/retry", null, cancellationToken);

    /// <summary>Changes what a sweep may use.</summary>
    public Task<SweepSummary> SetBudget(string sweep, SweepBudget budget, CancellationToken cancellationToken) =>
        Read<SweepSummary>(HttpMethod.Put, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/budget",
            JsonContent.Create(budget.Write()), cancellationToken);

    /// <summary>Removes a sweep that has ended, with what no other sweep has of its files.</summary>
    public Task<SweepRemoval> RemoveSweep(string sweep, CancellationToken cancellationToken) =>
        Read<SweepRemoval>(
            HttpMethod.Delete, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}", null, cancellationToken);

    /// <summary>Its results side by side, as in the paper's table 1.</summary>
    public Task<ComparisonTable> GetTable(string sweep, CancellationToken cancellationToken) =>
        Get<ComparisonTable>($"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/table", cancellationToken);

    /// <summary>Which settings its results hang on.</summary>
    public Task<SweepAnalysis> GetAnalysis(string sweep, CancellationToken cancellationToken) =>
        Get<SweepAnalysis>($"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/analysis", cancellationToken);

    /// <summary>The lab's last events, newest first.</summary>
    public Task<ImmutableArray<LabEvent>> GetEvents(int most, CancellationToken cancellationToken) =>
        Get<ImmutableArray<LabEvent>>(
            string.Create(CultureInfo.InvariantCulture, $"api/v1/events?most={most}"), cancellationToken);

    /// <summary>Experiments side by side.</summary>
    public Task<ExperimentComparison> Compare(IEnumerable<string> experiments, CancellationToken cancellationToken) =>
        Get<ExperimentComparison>(
            $"api/v1/compare?e={Uri.EscapeDataString(string.Join(',', experiments))}", cancellationToken);

    /// <summary>A sweep preset's file for one of the lab's datasets.</summary>
    /// <param name="preset">Which preset.</param>
    /// <param name="scale">The question's query: <c>dataset=…&amp;kimg=…</c>.</param>
    /// <param name="mediaType"><c>application/yaml</c> or <c>application/json</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> GetPresetSweep(
        string preset, string scale, string mediaType, CancellationToken cancellationToken)
    {
        using var response = await Send(HttpMethod.Get, $"api/v1/presets/{Uri.EscapeDataString(preset)}/sweep?{scale}",
            null, cancellationToken, $"{mediaType}, application/problem+json");
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    public Task<Worker[]> GetWorkers(CancellationToken cancellationToken) =>
        Get<Worker[]>("api/v1/workers", cancellationToken);

    /// <summary>What workers train now, and for whom.</summary>
    public Task<WorkerTask[]> GetTasks(CancellationToken cancellationToken) =>
        Get<WorkerTask[]>("api/v1/workers/tasks", cancellationToken);

    /// <summary>Lets a worker take no phase any more; also gives back what it trains where that is asked for.</summary>
    public Task<Worker> DrainWorker(WorkerAddress worker, bool now, CancellationToken cancellationToken) =>
        Read<Worker>(HttpMethod.Post, $"{worker.Path}/drain{(now ? "?now=true" : "")}", null, cancellationToken);

    /// <summary>Lets a worker take phases again.</summary>
    public Task<Worker> ResumeWorker(WorkerAddress worker, CancellationToken cancellationToken) =>
        Read<Worker>(HttpMethod.Post, $"{worker.Path}/resume", null, cancellationToken);

    /// <summary>Forgets a worker that is gone.</summary>
    public async Task RemoveWorker(WorkerAddress worker, CancellationToken cancellationToken) =>
        (await Send(HttpMethod.Delete, worker.Path, null, cancellationToken)).Dispose();

    /// <summary>How fast the lab trains, and with what.</summary>
    public Task<LabRates> GetRates(CancellationToken cancellationToken) =>
        Get<LabRates>("api/v1/rates", cancellationToken);

    public Task<DatasetFacts[]> GetDatasets(CancellationToken cancellationToken) =>
        Get<DatasetFacts[]>("api/v1/datasets", cancellationToken);

    /// <summary>Makes a dataset; one that lies there already is taken as it is. Takes seconds to hours.</summary>
    /// <param name="request">What to make it of.</param>
    /// <param name="progress">Hears how far it is and of every damaged image, in order.</param>
    /// <param name="cancellationToken">Gives up; nothing of the dataset stays.</param>
    public async Task<DatasetFacts> CreateDataset(
        DatasetRequest request, Action<DatasetProgress> progress, CancellationToken cancellationToken)
    {
        using var response = await Send(HttpMethod.Post, "api/v1/datasets",
            JsonContent.Create(request, options: LabJson.Options), cancellationToken, "text/event-stream");
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await Next(events, "nothing of the dataset stays"))
        {
            var data = events.Current.Data;
            if (events.Current.EventType == "dataset")
                return JsonSerializer.Deserialize<DatasetFacts>(data, LabJson.Options)!;
            if (events.Current.EventType == "problem")
                throw new LabException(
                    ProblemReader.Detail(data) ?? "The lab could not make the dataset; its log says why.");
            progress(JsonSerializer.Deserialize<DatasetProgress>(data, LabJson.Options)!);
        }
        throw GoneAway("nothing of the dataset stays");
    }

    public Task<DatasetDetails> GetDataset(string name, CancellationToken cancellationToken) =>
        Get<DatasetDetails>($"api/v1/datasets/{Uri.EscapeDataString(name)}", cancellationToken);

    /// <summary>Some of a dataset's images (PNG).</summary>
    /// <param name="name">Which dataset.</param>
    /// <param name="grid">The question's query, such as <c>columns=8</c>; may be empty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<LabFile> OpenPreview(string name, string grid, CancellationToken cancellationToken) =>
        Open($"api/v1/datasets/{Uri.EscapeDataString(name)}/preview?{grid}", $"{name}.png", cancellationToken);

    /// <summary>Has every byte of a dataset read and compared.</summary>
    public Task<DatasetCheck> VerifyDataset(string name, CancellationToken cancellationToken) =>
        Read<DatasetCheck>(
            HttpMethod.Post, $"api/v1/datasets/{Uri.EscapeDataString(name)}/verify", null, cancellationToken);

    /// <summary>Removes a dataset, unless an unfinished sweep needs it.</summary>
    public async Task RemoveDataset(string name, CancellationToken cancellationToken) =>
        (await Send(HttpMethod.Delete, $"api/v1/datasets/{Uri.EscapeDataString(name)}", null, cancellationToken))
            .Dispose();

    /// <summary>The sweep now, after every change, and at its end, when the enumeration ends too.</summary>
    /// <exception cref="LabAwayException">The lab went away before the sweep's end.</exception>
    /// <exception cref="LabException">No such sweep.</exception>
    public async IAsyncEnumerable<SweepView> Watch(
        string sweep, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await Send(
            HttpMethod.Get, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/watch", null, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var events = SseParser.Create(stream).EnumerateAsync(cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var followed = new FollowedSweep();
        SweepStatus? status = null;
        while (await Next(events, SweepGoesOn))
        {
            if (followed.Read(events.Current.EventType, events.Current.Data) is not { } view)
                continue;
            status = view.Summary.Status;
            yield return view;
        }
        if (status is null or SweepStatus.Running or SweepStatus.Paused)
            throw GoneAway(SweepGoesOn);
    }

    /// <summary>The newest generator of an experiment (safetensors).</summary>
    public Task<LabFile> OpenGenerator(string experiment, CancellationToken cancellationToken) =>
        Open($"api/v1/experiments/{Uri.EscapeDataString(experiment)}/generator",
            $"{experiment}.safetensors", cancellationToken);

    /// <summary>The newest sample grid of an experiment (PNG).</summary>
    public Task<LabFile> OpenSamples(string experiment, CancellationToken cancellationToken) =>
        Open($"api/v1/experiments/{Uri.EscapeDataString(experiment)}/samples/latest",
            $"{experiment}.png", cancellationToken);

    private static ByteArrayContent Content(byte[] file, string mediaType)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }
}
