using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Silo.Store;

/// <inheritdoc cref="ICheckpointVerifier"/>
public sealed class CheckpointVerifier(IGrainFactory grains, LabDirectories directories, TimeProvider time)
    : ICheckpointVerifier
{
    /// <summary>Files that are asked for in one call.</summary>
    private const int Together = 100;

    private ICatalogGrain Catalog => grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);

    /// <inheritdoc/>
    public async Task<StoreCheck> Verify(double? bytesPerSecond, CancellationToken cancellationToken)
    {
        var (files, bytes, mended, last) = (0, 0L, 0, "");
        var damaged = ImmutableArray.CreateBuilder<DamagedCheckpoint>();
        var unread = ImmutableArray.CreateBuilder<DamagedCheckpoint>();
        while (await Catalog.GetEnds(last, Together) is { IsEmpty: false } ends)
        {
            foreach (var (end, wasDamaged) in ends)
            {
                var (condition, reason) = await LookAt(end, ends, cancellationToken);
                var found = new DamagedCheckpoint(end.Phase, end.Path, reason);
                if (wasDamaged && condition != Condition.Whole)
                    continue;
                files++;
                bytes += end.Bytes;
                if (wasDamaged && await Tell(end, phase => phase.ReportMended(end.Path)))
                    mended++;
                else if (condition == Condition.Unread)
                    unread.Add(found);
                else if (condition == Condition.Damaged
                    && await Tell(end, phase => phase.ReportDamage(end.Path, reason)))
                    damaged.Add(found);
                if (bytesPerSecond is { } rate)
                    await Task.Delay(TimeSpan.FromSeconds(end.Bytes / rate), time, cancellationToken);
            }
            last = ends[^1].File.Path;
        }
        var awaited = damaged.Count == 0 ? 0 : await Catalog.CountAwaited([.. damaged.Select(d => d.Phase)]);
        return new StoreCheck(files, bytes, damaged.ToImmutable(), awaited, unread.ToImmutable(), mended);
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="StoreAwayException">It can't be read, and there is nothing of the others around it.</exception>
    private async Task<(Condition Condition, string Reason)> LookAt(
        CheckpointFile checkpoint, ImmutableArray<FinalCheckpoint> others, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(
                RemovedPhases.Find(directories, checkpoint.Path) ?? directories.Resolve(checkpoint.Path));
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            return hash == checkpoint.Sha256
                ? (Condition.Whole, "")
                : (Condition.Damaged, $"its SHA-256 is {hash}, not {checkpoint.Sha256}");
        }
        catch (UnauthorizedAccessException e)
        {
            return (Condition.Unread, Readable.Clause(e.Message));
        }
        catch (IOException) when (!others.Any(other => HasFolder(other.File.Phase)))
        {
            throw StoreAwayException.Of(directories.Store);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (Condition.Damaged, "it is not in the store any more");
        }
        catch (IOException e)
        {
            return (Condition.Damaged, Readable.Clause(e.Message));
        }
    }

    private bool HasFolder(string phase) => Directory.Exists(directories.Resolve(StoreLayout.Phase(phase)))
        || Directory.Exists(directories.Resolve(StoreLayout.RemovedPhase(phase)));

    /// <returns>False where the checkpoint left the record meanwhile: nobody needs it.</returns>
    private async Task<bool> Tell(CheckpointFile checkpoint, Func<IGrowthPhaseGrain, Task> report)
    {
        try
        {
            await report(grains.GetGrain<IGrowthPhaseGrain>(checkpoint.Phase));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>What is known of a file after a look at it.</summary>
    private enum Condition
    {
        Whole,
        Damaged,
        Unread,
    }
}

/// <summary>
/// Looks through the final checkpoints slowly, once a day and a while after the start, so that damage is found before
/// somebody needs the file.
/// </summary>
internal sealed class DailyVerification(
    ICheckpointVerifier verifier, TimeProvider time, ILogger<DailyVerification> logger) : BackgroundService
{
    /// <summary>A hundredth of what a disk gives, so that training notices nothing.</summary>
    private const double BytesPerSecond = 10e6;

    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = AfterStart; ; wait = Between)
        {
            await Task.Delay(wait, time, stoppingToken);
            try
            {
                var check = await verifier.Verify(BytesPerSecond, stoppingToken);
                logger.LogInformation(
                    "{Files} final checkpoints were looked at, {Bytes} bytes: {Damaged} are damaged, {Mended} are "
                    + "whole again, {Unread} may not be read.",
                    check.Files, check.Bytes, check.Damaged.Length, check.Mended, check.Unread.Length);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning(e, "The final checkpoints could not be read through; that is tried again tomorrow.");
            }
        }
    }
}
