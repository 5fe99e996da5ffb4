using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// What phases ask of a device; each recipe, which never changes, is read once while its phase is asked for.
/// </summary>
internal sealed class DeviceNeeds
{
    private Dictionary<string, DeviceNeed> known = [];

    /// <summary>The same phases, each with its need.</summary>
    public async Task<IReadOnlyList<ReadyPhase>> Fill(LabDbContext db, IReadOnlyList<ReadyPhase> ready)
    {
        var needs = await Of(db, [.. ready.Select(p => p.Key)]);
        return [.. ready.Select(p => p with { Need = needs[p.Key] })];
    }

    /// <summary>Phase key to its need.</summary>
    public async Task<IReadOnlyDictionary<string, DeviceNeed>> Of(LabDbContext db, IReadOnlyCollection<string> phases)
    {
        var unknown = phases.Where(key => !known.ContainsKey(key)).ToList();
        if (unknown.Count > 0)
            foreach (var recipe in await db.Recipes.Where(r => unknown.Contains(r.Phase))
                .Select(r => new { r.Phase, r.Recipe }).ToListAsync())
                known.Add(recipe.Phase, DeviceNeed.Of(recipe.Recipe));
        known = phases.Distinct().ToDictionary(key => key, key => known[key]);
        return known;
    }
}
