using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Database.Rows;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Phases that were planned for an experiment which goes another way now.</summary>
internal static class LeftPhases
{
    /// <summary>
    /// Takes them off a sweep's growth tree, and off the record where nobody else has them. Those that other experiments
    /// of the sweep go through stay, and so does what counts as trained for it.
    /// </summary>
    public static async Task Drop(LabDbContext db, string sweepId, string[] left)
    {
        var used = await db.ExperimentPhases.Where(step => EF.Parameter(left).Contains(step.Phase)
            && db.Experiments.Any(e => e.Id == step.ExperimentId && e.SweepId == sweepId))
            .Select(step => step.Phase).Distinct().ToListAsync();
        string[] unused = [.. left.Except(used)];
        if (unused.Length == 0)
            return;
        var shares = await db.SweepPhases.Where(n => n.SweepId == sweepId && EF.Parameter(unused).Contains(n.Phase))
            .Join(db.Phases, n => n.Phase, p => p.Key, (node, phase) => new { node, phase }).ToListAsync();
        var elsewhere = await db.SweepPhases.Where(n => n.SweepId != sweepId && EF.Parameter(unused).Contains(n.Phase))
            .Select(n => n.Phase).Distinct().ToListAsync();
        var heirs = await SweepEndings.Heirs(db, sweepId);
        var dropped = new List<string>();
        foreach (var (node, phase) in shares.Select(s => (s.node, s.phase)))
        {
            HandOver(node, phase, heirs);
            var isOnly = !elsewhere.Contains(phase.Key);
            if (SweepViews.Trained(node, phase) > 0 || (isOnly && phase.LastToken > 0))
                continue;                                                       // its files go with the sweep
            db.SweepPhases.Remove(node);
            if (isOnly)
                dropped.Add(phase.Key);
        }
        await db.SaveChangesAsync();
        var keys = dropped.ToArray();
        await db.Recipes.Where(r => EF.Parameter(keys).Contains(r.Phase)).ExecuteDeleteAsync();
        await db.Phases.Where(p => EF.Parameter(keys).Contains(p.Key)).ExecuteDeleteAsync();
    }

    private static void HandOver(SweepPhaseRow node, PhaseRow phase, Dictionary<string, SweepPhaseRow> heirs)
    {
        if (node is not { TrainsFrom: not null, TrainsTo: null })
            return;
        node.CountTo(phase);
        if (heirs.TryGetValue(node.Phase, out var heir))
            heir.CountFrom(phase.BeginCount(), phase.HeldSeconds);
    }
}
