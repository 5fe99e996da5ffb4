using System.Collections.Immutable;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Grains.Tests.Support;

/// <summary>A store that has every file but those that a test removed.</summary>
internal sealed class FakeStore : IStoreService
{
    /// <summary>Paths of files that are gone.</summary>
    public HashSet<string> Removed { get; } = [];

    public bool IsAway { get; set; }

    public bool Has(string path) => !Removed.Contains(path);

    public string FullPath(string path) => throw new NotSupportedException("No test of grains reads a file.");

    public async Task<long> Remove(IReadOnlyCollection<string> phases, Func<Task> leaveRecord)
    {
        await leaveRecord();
        return 1000 * phases.Count;
    }

    public ImmutableArray<string> Extractors { get; set; } = [];

    public long? Budget { get; set; }

    public long DiskFree { get; set; } = 1_000_000_000_000;

    /// <summary>What lies in the store, for those that ask for all of it.</summary>
    public List<StoreEntry> Files { get; } = [];

    public Task<ImmutableArray<StoreEntry>> GetFiles() =>
        Task.FromResult(Files.Where(f => Has(f.Path)).ToImmutableArray());

    public Task Delete(IReadOnlyCollection<string> paths)
    {
        Removed.UnionWith(paths);
        return Task.CompletedTask;
    }

    public Task<string> ExportGenerator(
        CheckpointFile checkpoint, GeneratorFormat format, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No test of grains reads a file.");
}
