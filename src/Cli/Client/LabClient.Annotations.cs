using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Cli.Client;

/// <summary>What people write to sweeps and experiments.</summary>
internal sealed partial class LabClient
{
    /// <summary>The tags and the note of a sweep, or of an experiment, which has a dot in its id.</summary>
    public async Task<Annotation> GetAnnotation(string id, CancellationToken cancellationToken) => id.Contains('.')
        ? Of((await GetExperiment(id, cancellationToken)).Summary)
        : Of((await GetSweep(id, cancellationToken)).Summary);

    /// <summary>Writes tags, a note or both.</summary>
    /// <returns>What is written then.</returns>
    public async Task<Annotation> Annotate(string id, AnnotationRequest wanted, CancellationToken cancellationToken)
    {
        var body = JsonContent.Create(wanted, options: LabJson.Options);
        return id.Contains('.')
            ? Of(await Read<ExperimentSummary>(HttpMethod.Put,
                $"api/v1/experiments/{Uri.EscapeDataString(id)}/annotation", body, cancellationToken))
            : Of(await Read<SweepSummary>(HttpMethod.Put,
                $"api/v1/sweeps/{Uri.EscapeDataString(id)}/annotation", body, cancellationToken));
    }

    private static Annotation Of(ExperimentSummary experiment) => new(experiment.Tags, experiment.Note);

    private static Annotation Of(SweepSummary sweep) => new(sweep.Tags, sweep.Note);
}
