using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Hosting;

/// <summary>
/// Before a lab host starts: whether the store is the one that the record speaks of. The lab's id lies in both; a store
/// without one is taken where it has something of what is on record, or nothing is.
/// </summary>
/// <param name="database">The record.</param>
/// <param name="directories">Has the store.</param>
/// <param name="time">For the log book.</param>
/// <param name="acceptsLoss">Whether a person said that the store is right, whatever it lacks.</param>
internal sealed class StoreMark(
    LabDatabase database, LabDirectories directories, TimeProvider time, bool acceptsLoss) : IHostedLifecycleService
{
    private string File => directories.Resolve(StoreLayout.LabId);

    /// <exception cref="InvalidInputException">It is another lab's, or has nothing of what is on record.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var id = await database.Write(Id);
        try
        {
            var found = System.IO.File.Exists(File)
                ? (await System.IO.File.ReadAllTextAsync(File, cancellationToken)).Trim()
                : null;
            if (acceptsLoss)
                await database.Write(AcceptLoss);
            else if (found is null)
                await RefuseEmpty();
            else if (found != id)
                throw new InvalidInputException(
                    $"The store directory {directories.Store} belongs to another lab than the record; name the right "
                    + $"one, or take this one: {WayOn}");
            if (found != id)
                await Write(id, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                $"The store directory {directories.Store} can't be used: {Readable.Clause(e.Message)}.", e);
        }
    }

    private const string WayOn = "./lab up --accept-loss goes on with it, and trains what it lacks again when that is "
        + "needed.";

    private async Task RefuseEmpty()
    {
        var (checkpoints, datasets) = await database.Read(async db =>
            (await db.Checkpoints.Select(c => c.Path).ToListAsync(), await db.Datasets.ToListAsync()));
        if (checkpoints.Count + datasets.Count > 0 && !checkpoints.Exists(Has)
            && !datasets.Exists(d => Directory.Exists(directories.Resolve(d.Path))))
            throw new InvalidInputException(
                $"The store directory {directories.Store} has nothing of the "
                + $"{Readable.Plural(checkpoints.Count, "checkpoint")} and "
                + $"{Readable.Plural(datasets.Count, "dataset")} on record; is its disk mounted? {WayOn}");
    }

    /// <summary>What the store lacks leaves the record, as if it had been freed; results stay.</summary>
    private async Task AcceptLoss(LabDbContext db)
    {
        var lost = (await db.Checkpoints.ToListAsync()).Where(c => !Has(c.Path)).ToArray();
        db.Checkpoints.RemoveRange(lost);
        db.DamagedFiles.RemoveRange((await db.DamagedFiles.ToListAsync()).Where(f => !Has(f.Path)));
        var samples = (await db.Samples.ToListAsync()).Where(s => !Has(s.Path)).ToArray();
        db.Samples.RemoveRange(samples);
        var datasets = (await db.Datasets.ToListAsync()).Where(d => !Directory.Exists(directories.Resolve(d.Path)))
            .Select(d => d.Name).ToArray();
        if (lost.Length + samples.Length + datasets.Length > 0)
            db.Note(time.GetUtcNow(), "store-loss-accepted", "store",
                $"{Readable.Plural(lost.Length, "checkpoint")} and {Readable.Plural(samples.Length, "sample grid")} "
                + "were not in the store and left the record."
                + (datasets.Length > 0 ? $" Make these datasets again: {string.Join(", ", datasets)}." : ""));
    }

    /// <summary>The lab's id; one that has none gets it.</summary>
    private static async Task<string> Id(LabDbContext db)
    {
        if (await db.Lab.FindAsync(StoreLayout.LabId) is { } known)
            return known.Value;
        var id = Guid.NewGuid().ToString("N");
        db.Lab.Add(new LabRow { Name = StoreLayout.LabId, Value = id });
        return id;
    }

    /// <summary>Writes the id whole or not at all.</summary>
    private async Task Write(string id, CancellationToken cancellationToken)
    {
        var temporary = $"{File}.{Guid.NewGuid():N}.tmp";
        await System.IO.File.WriteAllTextAsync(temporary, $"{id}\n", cancellationToken);
        System.IO.File.Move(temporary, File, overwrite: true);
    }

    private bool Has(string path) => System.IO.File.Exists(directories.Resolve(path));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers the check of the store.</summary>
public static class StoreMarkExtensions
{
    /// <summary>Checks, before any other service starts, that the store is this lab's; after its database.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="directories">Has the store.</param>
    /// <param name="acceptsLoss">Whether what the store lacks leaves the record.</param>
    public static IServiceCollection AddStoreMark(
        this IServiceCollection services, LabDirectories directories, bool acceptsLoss) =>
        services.AddHostedService(host => new StoreMark(
            host.GetRequiredService<LabDatabase>(), directories, host.GetRequiredService<TimeProvider>(), acceptsLoss));
}
