using System.Net.Http.Json;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Retention;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Client;

/// <summary>What is kept of what a lab has trained, and whether it is whole.</summary>
internal sealed partial class LabClient
{
    /// <summary>Has every final checkpoint read; what is damaged or lost is made again when needed.</summary>
    public Task<StoreCheck> VerifyStore(CancellationToken cancellationToken) =>
        Read<StoreCheck>(HttpMethod.Post, "api/v1/store/verify", null, cancellationToken);

    /// <summary>How much the lab logs.</summary>
    public Task<LogLevel> GetLogLevel(CancellationToken cancellationToken) =>
        Get<LogLevel>("api/v1/log-level", cancellationToken);

    /// <summary>Changes how much the lab logs, until it ends.</summary>
    /// <param name="level">Such as <c>debug</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<LogLevel> ChangeLogLevel(string level, CancellationToken cancellationToken) =>
        Read<LogLevel>(HttpMethod.Put, "api/v1/log-level",
            JsonContent.Create(new LogLevel(level), options: LabJson.Options), cancellationToken);

    /// <summary>Keeps all of an experiment; or no longer.</summary>
    public Task<ExperimentSummary> Star(string experiment, bool isStarred, CancellationToken cancellationToken) =>
        Read<ExperimentSummary>(HttpMethod.Post,
            $"api/v1/experiments/{Uri.EscapeDataString(experiment)}/{(isStarred ? "star" : "unstar")}", null,
            cancellationToken);

    /// <summary>Puts a sweep that has ended away.</summary>
    public Task<SweepArchival> Archive(string sweep, CancellationToken cancellationToken) =>
        Read<SweepArchival>(
            HttpMethod.Post, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/archive", null, cancellationToken);

    /// <summary>Puts a sweep into the lists again.</summary>
    public Task<SweepSummary> Unarchive(string sweep, CancellationToken cancellationToken) =>
        Read<SweepSummary>(
            HttpMethod.Post, $"api/v1/sweeps/{Uri.EscapeDataString(sweep)}/unarchive", null, cancellationToken);

    /// <summary>What the store has, and what would be freed of it.</summary>
    /// <param name="limit">Most that it may take, such as <c>200GB</c>; null for the lab's own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<StoreUsage> GetStore(string? limit, CancellationToken cancellationToken) =>
        Get<StoreUsage>($"api/v1/store{Limit(limit)}", cancellationToken);

    /// <summary>Frees it.</summary>
    /// <inheritdoc cref="GetStore"/>
    public Task<StoreUsage> FreeStore(string? limit, CancellationToken cancellationToken) =>
        Read<StoreUsage>(HttpMethod.Post, $"api/v1/store/free{Limit(limit)}", null, cancellationToken);

    private static string Limit(string? limit) => limit is null ? "" : $"?limit={Uri.EscapeDataString(limit)}";
}

/// <summary>The least level that a lab logs.</summary>
/// <param name="Level">Such as <c>information</c>.</param>
internal sealed record LogLevel(string Level);
