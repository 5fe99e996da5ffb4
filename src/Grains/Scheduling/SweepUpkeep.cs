using Microsoft.Extensions.Logging;
using PgGanLab.Grains.Database;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Grains.Scheduling;

/// <summary>
/// What the scheduler does for sweeps before it looks at phases: it ends those that have used up their budgets, and lets
/// those grow whose search goes on.
/// </summary>
internal sealed class SweepUpkeep(
    LabDatabase database, IStoreService store, TimeProvider time, SchedulerNotes notes, ILogger logger)
{
    /// <summary>Budgets are looked at no more often than this.</summary>
    public static readonly TimeSpan BudgetsEvery = TimeSpan.FromSeconds(1);

    /// <summary>Sweeps whose search failed when it was to go on.</summary>
    private readonly HashSet<string> stuck = [];

    /// <summary>When it looked at budgets last.</summary>
    private long? budgetsSeen;

    /// <summary>Ends the sweeps that have used up their budgets; looks at most once a second.</summary>
    public async Task EndSpent(IGrainFactory grains)
    {
        if (budgetsSeen is { } seen && time.GetElapsedTime(seen) < BudgetsEvery)
            return;
        budgetsSeen = time.GetTimestamp();
        foreach (var sweep in await SweepBudgets.EndSpent(database, time.GetUtcNow()))
            await grains.GetGrain<ISweepGrain>(sweep).Changed();
    }

    /// <summary>Lets every sweep grow that can.</summary>
    public async Task Grow(IGrainFactory grains)
    {
        foreach (var sweep in await database.Read(SweepGrowth.Growing))
            await Grow(grains, sweep);
    }

    /// <summary>
    /// A sweep whose search fails hinders no other; the log and the log book say so once until it goes on.
    /// </summary>
    private async Task Grow(IGrainFactory grains, string sweep)
    {
        try
        {
            if (await SweepGrowth.Grow(database, store, time, sweep) is { } phase)
                await grains.GetGrain<ISweepGrain>(sweep).PhasesChanged([phase]);
            stuck.Remove(sweep);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (!stuck.Add(sweep))
                return;
            logger.LogError(e, "The search of sweep {Sweep} could not propose its next experiments.", sweep);
            if (e is not (DatabaseAwayException or DiskFullException))
                await notes.Add("search-stuck", sweep, $"Its next experiments could not be proposed: {e.Message}");
        }
    }
}
