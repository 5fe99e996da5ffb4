using System.Collections.Immutable;
using System.Text;
using PgGanLab.Grains.Experiments;

namespace PgGanLab.Cli.Client;

/// <summary>Experiments, one or those of a sweep that are asked for.</summary>
internal sealed partial class LabClient
{
    public Task<ExperimentView> GetExperiment(string id, CancellationToken cancellationToken) =>
        Get<ExperimentView>($"api/v1/experiments/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>The experiments of a sweep.</summary>
    /// <param name="sweep">Its id.</param>
    /// <param name="where">Only those for which this holds; null for all.</param>
    /// <param name="sort">Columns that they are sorted by; null for best first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ExperimentSummary[]> GetExperiments(
        string sweep, string? where, string? sort, CancellationToken cancellationToken)
    {
        (string Name, string? Value)[] parameters = [("where", where), ("sort", sort)];
        var query = string.Join('&', parameters.Where(p => p.Value is not null)
            .Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return Get<ExperimentSummary[]>(
            $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/experiments{(query.Length == 0 ? "" : $"?{query}")}",
            cancellationToken);
    }

    /// <summary>All SWD measurements of a sweep, those of an experiment together, by nimg.</summary>
    public async Task<ImmutableArray<SwdPoint>> GetSwd(string sweep, CancellationToken cancellationToken)
    {
        using var columns = await Open($"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/swd", "swd", cancellationToken);
        return SwdPoint.Read(await columns.Read(cancellationToken));
    }

    /// <summary>The file that a sweep was submitted as, YAML.</summary>
    public async Task<string> GetDefinition(string sweep, CancellationToken cancellationToken)
    {
        using var file = await Open(
            $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/definition", "sweep.yaml", cancellationToken);
        return Encoding.UTF8.GetString(await file.Read(cancellationToken));
    }
}
