using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;

namespace PgGanLab.Grains.Catalog;

/// <summary>Files in the store that are on no record.</summary>
internal static class OrphanedFiles
{
    /// <summary>
    /// Those that never will be: their lease has ended, so nothing that its worker reports is taken any more. Files of
    /// phases that are not on record themselves stay: they may be another lab's.
    /// </summary>
    public static async Task<ImmutableArray<string>> Among(LabDbContext db, ImmutableArray<string> files)
    {
        var leases = files.Distinct().Select(path => (Path: path, Lease: StoreLayout.LeaseOf(path)))
            .Where(f => f.Lease is not null).ToArray();
        var keys = leases.Select(f => f.Lease!.Value.Phase).Distinct().ToArray();
        var phases = await db.Phases.Where(p => EF.Parameter(keys).Contains(p.Key)).ToDictionaryAsync(p => p.Key);
        var recorded = await db.Checkpoints.Where(c => EF.Parameter(keys).Contains(c.Phase)).Select(c => c.Path)
            .Concat(db.Samples.Where(s => EF.Parameter(keys).Contains(s.Phase)).Select(s => s.Path)).ToHashSetAsync();
        return [.. leases.Where(f => HasEnded(f.Lease!.Value) && !recorded.Contains(f.Path)).Select(f => f.Path)];

        bool HasEnded((string Phase, long Token) lease) =>
            phases.TryGetValue(lease.Phase, out var phase)
            && (phase.Lease is not { } current || current.Token > lease.Token) && lease.Token <= phase.LastToken;
    }
}
