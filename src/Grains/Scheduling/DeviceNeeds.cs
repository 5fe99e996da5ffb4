using System.Collections.Immutable;
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
        if (ready.Count == 0)
            return [];
        var choices = await Choices(db, [.. ready.Select(p => p.Key)]);
        return [.. ready.Select(p => p with { Need = needs[p.Key] with { Choices = choices[p.Key] } })];
    }

    /// <summary>
    /// What the sweeps that want each phase say of workers; nothing where one of them takes any, in one query while no
    /// sweep chooses.
    /// </summary>
    private static async Task<IReadOnlyDictionary<string, ImmutableArray<WorkerChoice>>> Choices(
        LabDbContext db, string[] phases)
    {
        if (phases.Length == 0 || !await db.Sweeps.AnyAsync(s => s.Workers != null))
            return phases.ToDictionary(key => key, _ => ImmutableArray<WorkerChoice>.Empty);
        var wanting = await (
            from step in db.ExperimentPhases
            join experiment in db.UnfinishedExperiments on step.ExperimentId equals experiment.Id
            join sweep in db.Sweeps on experiment.SweepId equals sweep.Id
            join goal in db.Phases on experiment.GoalPhase equals goal.Key
            where EF.Parameter(phases).Contains(step.Phase) && goal.Index >= step.Index
            select new { step.Phase, sweep.Workers }).Distinct().ToListAsync();
        var byPhase = wanting.ToLookup(w => w.Phase, w => w.Workers);
        return phases.ToDictionary(key => key, key => Choices([.. byPhase[key]]));
    }

    private static ImmutableArray<WorkerChoice> Choices(WorkerChoice?[] ofSweeps) =>
        ofSweeps.Contains(null)
            ? []
            : [.. ofSweeps.OfType<WorkerChoice>().Distinct().OrderBy(c => c.ToString(), StringComparer.Ordinal)];

    /// <summary>Phase key to its need.</summary>
    public async Task<IReadOnlyDictionary<string, DeviceNeed>> Of(LabDbContext db, IReadOnlyCollection<string> phases)
    {
        var unknown = phases.Where(key => !known.ContainsKey(key)).ToArray();
        if (unknown.Length > 0)
            foreach (var recipe in await db.Recipes.Where(r => EF.Parameter(unknown).Contains(r.Phase))
                .Select(r => new { r.Phase, r.Recipe }).ToListAsync())
                known.Add(recipe.Phase, DeviceNeed.Of(recipe.Recipe));
        known = phases.Distinct().ToDictionary(key => key, key => known[key]);
        return known;
    }
}
