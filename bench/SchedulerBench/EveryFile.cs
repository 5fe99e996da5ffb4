using System.Collections.Immutable;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.SchedulerBench;

/// <summary>A store that has every file and none on disk.</summary>
internal sealed class EveryFile : IStoreService
{
    public bool IsAway => false;

    public long? Budget => null;

    public long DiskFree => 1_000_000_000_000;

    public ImmutableArray<string> Extractors => [];

    public bool Has(string path) => true;

    public Task<ImmutableArray<StoreEntry>> GetFiles() => Task.FromResult(ImmutableArray<StoreEntry>.Empty);

    public Task Delete(IReadOnlyCollection<string> paths) => Task.CompletedTask;

    public async Task<long> Remove(IReadOnlyCollection<string> phases, Func<Task> leaveRecord)
    {
        await leaveRecord();
        return 0;
    }

    public string FullPath(string path) => throw new NotSupportedException("Nothing is read here.");

    public Task<string> ExportGenerator(
        CheckpointFile checkpoint, GeneratorFormat format, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Nothing is read here.");
}
