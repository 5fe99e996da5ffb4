using System.Collections.Immutable;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Grains.Experiments;

/// <summary>Tells through whose hands a copy of a population's member came.</summary>
internal static class Lineages
{
    /// <summary>
    /// The forks along an experiment's path, the earliest first: its own last one, before that those of whom it copied
    /// there, and so on.
    /// </summary>
    public static ImmutableArray<ForkView> Of(SweepRecord record, ExperimentRow experiment)
    {
        var chain = new Stack<ForkView>();
        var (number, before) = (experiment.Number, int.MaxValue);
        while (record.Forks.Where(f => f.Experiment == number && f.Rung < before).MaxBy(f => f.Rung) is { } fork)
        {
            chain.Push(View(record, record.Sweep.Stopping!.Rungs[fork.Rung], fork));
            (number, before) = (fork.Source, fork.Rung);
        }
        return [.. chain];
    }

    private static ForkView View(SweepRecord record, Rung rung, ForkRow fork)
    {
        var known = record.RungResults.Where(r => r.Rung == fork.Rung && r.Decision <= fork.Decision && r.Value is not null)
            .OrderBy(r => r.Value).ThenBy(r => r.Experiment).ToList();
        return new ForkView
        {
            Experiment = fork.Experiment,
            Source = fork.Source,
            Resolution = rung.Resolution,
            Kimg = rung.Nimg / 1000.0,
            Swd = known.Find(r => r.Experiment == fork.Experiment)!.Value!.Value,
            SourceSwd = known.Find(r => r.Experiment == fork.Source)!.Value!.Value,
            Place = known.FindIndex(r => r.Experiment == fork.Experiment) + 1,
            Compared = known.Count,
            Changes = SettingChange.Between(fork.Copied, fork.Tried),
            Phase = fork.SourcePhase,
        };
    }
}
