using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Storage.Rows;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>What a ranking compares of a sweep's experiments.</summary>
internal sealed class ComparedSwd
{
    private readonly SweepRecord record;
    private readonly ImmutableArray<(long Planned, long Passed)> ends;

    public ComparedSwd(SweepRecord record)
    {
        this.record = record;
        ends =
        [
            .. record.Experiments.Select(e => record.Phases[e.FinalPhase]).Where(p => p.Status == PhaseStatus.Finished)
                .Select(p => (p.End, p.Nimg)).Distinct().OrderDescending(),
        ];
    }

    /// <summary>The experiments in order of their rank, each with the SWD that it is ranked by. Those that ended without a result are never among them, whatever
    /// was measured on their way.</summary>
    public ImmutableArray<(string Experiment, SwdRow Swd)> Ranked()
    {
        var measured = record.Experiments.Where(e => e.Status is ExperimentStatus.Queued or ExperimentStatus.Finished)
            .ToDictionary(e => e.Id, e => (e.TotalImages, Swd: Along(e)));
        return
        [
            .. Ranking.Order(measured.Select(m => new Contender(m.Key, m.Value.TotalImages, [.. m.Value.Swd.Select(s => Result(m.Key, s.Key, s.Value))])))
                .Select(r => (r.Experiment, measured[r.Experiment].Swd[(r.Resolution, r.Nimg, r.SwdImages)])),
        ];
    }

    /// <summary>All measurements of the last phase, and the latest of each phase before, by what they are compared at.</summary>
    private Dictionary<(int Resolution, long Nimg, int Images), SwdRow> Along(ExperimentRow experiment) => record.Path(experiment)
        .SelectMany(phase => (phase.Key == experiment.FinalPhase ? record.SwdWithin(phase.Key) : record.Swd(phase.Key) is { } latest ? [latest] : []).Select(swd => (phase, swd)))
        .GroupBy(m => (m.swd.Resolution, ComparedAt(m.phase, m.swd), m.swd.Images))
        .ToDictionary(g => g.Key, g => g.MinBy(m => m.swd.Nimg).swd);

    /// <summary>
    /// At a phase's end the planned nimg counts, since experiments with different minibatches pass the same plan by different parts of a minibatch. So does a measurement on the
    /// way that has passed another experiment's planned end by no more than that one has.
    /// </summary>
    private long ComparedAt(PhaseRow phase, SwdRow swd) =>
        swd.Nimg >= phase.End ? phase.End : ends.Where(e => e.Planned <= swd.Nimg && swd.Nimg <= e.Passed).Select(e => (long?)e.Planned).FirstOrDefault() ?? swd.Nimg;

    private static RankedResult Result(string experiment, (int Resolution, long Nimg, int Images) at, SwdRow swd) =>
        new(experiment, at.Resolution, at.Nimg, at.Images, swd.Average);
}
