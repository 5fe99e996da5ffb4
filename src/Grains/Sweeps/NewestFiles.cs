using Microsoft.EntityFrameworkCore;
using PgGanLab.Grains.Database;

namespace PgGanLab.Grains.Sweeps;

/// <summary>Where the newest files of a sweep's phases lie, relative to the store directory.</summary>
/// <param name="Checkpoints">Phase key to the path of its newest good checkpoint.</param>
/// <param name="Samples">Phase key to the path of its newest sample grid.</param>
internal sealed record NewestFiles(
    IReadOnlyDictionary<string, string> Checkpoints, IReadOnlyDictionary<string, string> Samples)
{
    public static NewestFiles None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public static async Task<NewestFiles> Load(LabDbContext db, string sweepId)
    {
        var keys = db.SweepPhases.Where(n => n.SweepId == sweepId).Select(n => n.Phase);
        var checkpoints = await db.GoodCheckpoints.Where(c => keys.Contains(c.Phase)).ToListAsync();
        var samples = await db.Samples
            .Where(s => keys.Contains(s.Phase)
                && !db.Samples.Any(later => later.Phase == s.Phase && later.Nimg > s.Nimg))
            .ToListAsync();
        return new NewestFiles(
            checkpoints.GroupBy(c => c.Phase)
                .ToDictionary(g => g.Key, g => g.MaxBy(c => (c.Final, c.Nimg, c.CreatedAt))!.Path),
            samples.ToDictionary(s => s.Phase, s => s.Path));
    }
}
