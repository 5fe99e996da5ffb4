using System.Globalization;
using PgGanLab.Cli.Output;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Cli.Watching;

/// <summary>
/// Follows a sweep in lines, for pipes and logs: one when a growth phase starts or ends, one for each SWD, one when an
/// experiment ends, and one on the whole sweep every half minute.
/// </summary>
internal sealed class PlainLines
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Action<string> write;
    private readonly TimeProvider time;
    private readonly Dictionary<string, PhaseStatus> phases = [];
    private readonly Dictionary<string, (ExperimentStatus Status, long? SwdNimg)> experiments = [];
    private DateTimeOffset lastOnSweep = DateTimeOffset.MinValue;

    private PlainLines(Action<string> write, TimeProvider time) => (this.write, this.time) = (write, time);

    public static async Task<SweepView> Follow(
        IAsyncEnumerable<SweepView> views, Action<string> write, TimeProvider time)
    {
        var lines = new PlainLines(write, time);
        SweepView? last = null;
        await foreach (var view in views)
            lines.Show(last = view);
        return last!;
    }

    private void Show(SweepView view)
    {
        var clock = ProgressPicture.Clock(time.GetUtcNow() - view.Summary.CreatedAt);
        foreach (var node in view.Tree.Where(n => !n.Reused))
            ShowPhase(clock, node);
        foreach (var experiment in view.Experiments.OrderBy(e => e.Number))
            ShowExperiment(clock, experiment);
        ShowSweep(clock, view.Summary);
    }

    private void ShowPhase(string clock, GrowthTreeNodeView node)
    {
        var phase = node.Phase;
        if (phases.TryGetValue(phase.Key, out var before) ? before == phase.Status : phase.Status == PhaseStatus.Queued)
            return;
        phases[phase.Key] = phase.Status;
        var whose = string.Join(' ', node.Experiments.Select(n => $"#{n}"));
        var what = phase.Status switch
        {
            PhaseStatus.Training => $"starts at {Readable.Kimg(phase.Nimg)} kimg on {phase.Worker}",
            PhaseStatus.Finished => $"finished at {Readable.Kimg(phase.Nimg)} kimg",
            PhaseStatus.Queued when phase.Trouble(time.GetUtcNow()) is { } trouble => $"failed. {trouble}",
            PhaseStatus.Queued => "waits for a worker again",
            _ => $"{Readable.Status(phase.Status)}: {phase.Reason}",
        };
        write($"[{clock}] {PhaseName.Of(phase.Resolution, phase.Kind)} ({whose}) {what}");
    }

    private void ShowExperiment(string clock, ExperimentSummary experiment)
    {
        var now = (experiment.Status, experiment.Swd?.Nimg);
        var before = experiments.GetValueOrDefault(experiment.Id, (ExperimentStatus.Queued, null));
        experiments[experiment.Id] = now;
        if (experiment.Swd is { } swd && before.SwdNimg != swd.Nimg)
            write(
                $"[{clock}] #{experiment.Number} {experiment.NameOrSettings()}: SWD {Readable.Swd(swd.Average)} at "
                + $"{swd.Resolution}x{swd.Resolution}, {Readable.Kimg(swd.Nimg)} kimg");
        if (before.Status != now.Status && now.Status is not (ExperimentStatus.Queued or ExperimentStatus.Training))
            write(
                $"[{clock}] #{experiment.Number} {Readable.Status(now.Status)}"
                + $"{(experiment.Reason is null ? "" : $": {experiment.Reason}")}");
    }

    private void ShowSweep(string clock, SweepSummary sweep)
    {
        var now = time.GetUtcNow();
        if (!sweep.HasEnded() && now - lastOnSweep < Interval)
            return;
        lastOnSweep = now;
        var training = experiments.Values.Count(e => e.Status == ExperimentStatus.Training);
        write(string.Create(CultureInfo.InvariantCulture,
            $"[{clock}] {sweep.Id} {Readable.Status(sweep.Status)}: {Readable.Kimg(sweep.KimgTrained)} of "
            + $"{Readable.Kimg(sweep.KimgTrained + sweep.KimgLeft)} kimg trained{SweepTable.GivenUp(sweep)}, "
            + $"{training} training, {sweep.Finished} of {sweep.AllExperiments()} finished"));
    }
}
