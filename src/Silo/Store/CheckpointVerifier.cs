using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Silo.Store;

/// <inheritdoc cref="ICheckpointVerifier"/>
public sealed class CheckpointVerifier(IGrainFactory grains, LabDirectories directories, TimeProvider time)
    : ICheckpointVerifier
{
    /// <summary>Files that are asked for in one call.</summary>
    private const int Together = 100;

    /// <inheritdoc/>
    public async Task<StoreCheck> Verify(double? bytesPerSecond, CancellationToken cancellationToken)
    {
        var (files, bytes, damaged, last) = (0, 0L, ImmutableArray.CreateBuilder<DamagedCheckpoint>(), "");
        while (await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetEnds(last, Together) is { IsEmpty: false } ends)
        {
            foreach (var end in ends)
            {
                files++;
                bytes += end.Bytes;
                if (await Problem(end, cancellationToken) is { } reason && await Report(end, reason))
                    damaged.Add(new DamagedCheckpoint(end.Phase, end.Path, reason));
                if (bytesPerSecond is { } rate)
                    await Task.Delay(TimeSpan.FromSeconds(end.Bytes / rate), time, cancellationToken);
            }
            last = ends[^1].Path;
        }
        return new StoreCheck(files, bytes, damaged.ToImmutable());
    }

    private async Task<string?> Problem(CheckpointFile checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(directories.Resolve(checkpoint.Path));
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            return hash == checkpoint.Sha256 ? null : $"its SHA-256 is {hash}, not {checkpoint.Sha256}";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "it is not in the store any more";
        }
    }

    /// <returns>False where the checkpoint left the record meanwhile: nobody needs it.</returns>
    private async Task<bool> Report(CheckpointFile checkpoint, string reason)
    {
        try
        {
            await grains.GetGrain<IGrowthPhaseGrain>(checkpoint.Phase).ReportDamage(checkpoint.Path, reason);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException)
        {
            return false;
        }
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
                    "{Files} final checkpoints were read, {Bytes} bytes; {Damaged} of them are damaged.",
                    check.Files, check.Bytes, check.Damaged.Length);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogWarning(e, "The final checkpoints could not be read through; that is tried again tomorrow.");
            }
        }
    }
}
