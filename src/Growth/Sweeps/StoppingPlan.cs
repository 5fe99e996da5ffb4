using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps.Presets;

namespace PgGanLab.Growth.Sweeps;

/// <summary>Finds a stopping rule's rungs in the schedule of a sweep's experiments.</summary>
internal static class StoppingPlan
{
    /// <summary>Settings that change how a run grows: its results would not be made at equal resolution and kimg.
    /// </summary>
    internal static readonly ImmutableArray<string> Lengths =
        ["fadeInKimg", "stabilizeKimg", "startResolution", "resolution"];

    /// <summary>The rule with its rungs; null where the sweep has none.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="experiments">All of its plan.</param>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static StoppingPolicy? Of(SweepDefinition sweep, IReadOnlyList<PlannedExperiment> experiments)
    {
        if (sweep.Stopping is not { } stopping)
            return null;
        Check(sweep, stopping.Rule.Word());
        PopulationPlan.Check(sweep);
        PlannedExperiment[] points = [.. experiments.Chunk(sweep.Repeats).Select(seeds => seeds[0])];
        if (points.Length < 2)
            throw new InvalidInputException(
                $"{StoppingDocument.Key} needs points to compare, but the sweep has one; vary a setting.");
        var schedule = new Schedule(points, sweep.Base.Apply());
        var rungs = stopping.Rungs.IsEmpty ? schedule.Usual() : Rungs(stopping, schedule);
        if (stopping.Brackets > rungs.Length + 1)
            throw new InvalidInputException(
                $"{StoppingDocument.Key}.brackets is {stopping.Brackets}, but with "
                + $"{Readable.Plural(rungs.Length, "rung")} there are at most {rungs.Length + 1}.");
        var brackets = stopping.HasBrackets ? stopping.Brackets ?? rungs.Length + 1 : 1;
        return new StoppingPolicy(
            stopping.Rule, stopping.ReductionFactor, rungs, brackets, stopping.Startup, sweep.Repeats)
        {
            Population = PopulationPlan.Of(sweep, rungs),
        };
    }

    private static void Check(SweepDefinition sweep, string rule)
    {
        if (sweep.Objective != SweepObjective.Swd)
            throw new InvalidInputException(
                $"Rule {rule} compares experiments by SWD, but {SweepObjective.Key} is {sweep.Objective.Word()}; set "
                + $"it to {SweepObjective.Swd.Word()}, or leave out {StoppingDocument.Key}.");
        if (sweep.MoreRepeats is not null)
            throw new InvalidInputException(
                $"Rule {rule} decides on all seeds of a point together, but repeats with max adds seeds later; give "
                + $"repeats as one number, or leave out {StoppingDocument.Key}.");
        if (sweep.Varied.FirstOrDefault(k => Lengths.Contains(k.Name)) is { } length)
            throw new InvalidInputException(
                $"Rule {rule} compares experiments at equal resolution and kimg, but {length} changes how they grow; "
                + $"put it under base, or leave out {StoppingDocument.Key}.");
    }

    private static ImmutableArray<Rung> Rungs(StoppingDefinition stopping, Schedule schedule)
    {
        ImmutableArray<Rung> rungs =
        [
            .. stopping.Rungs.Select(place =>
                place.Resolution is { } pixels ? schedule.EndOf(pixels) : schedule.Within(place.Kimg!.Value)),
        ];
        for (var i = 1; i < rungs.Length; i++)
            if (rungs[i].Nimg <= rungs[i - 1].Nimg)
                throw new InvalidInputException(
                    $"{StoppingDocument.Key}.rungs has {stopping.Rungs[i]} after {stopping.Rungs[i - 1]}; name each rung "
                    + "once, the earliest first.");
        return rungs;
    }

    /// <summary>Where the runs of a sweep can be compared.</summary>
    /// <param name="points">An experiment of each point.</param>
    /// <param name="common">The settings in which they grow alike.</param>
    private sealed class Schedule(PlannedExperiment[] points, TrainingConfiguration common)
    {
        private readonly ImmutableArray<PhaseSpan> phases = new GrowthSchedule(common).Phases;

        private PhaseSpan Last => phases[^1];

        /// <summary>The ends of all resolutions at which something can be compared.</summary>
        public ImmutableArray<Rung> Usual()
        {
            ImmutableArray<Rung> rungs =
            [
                .. phases.Where(p => p.Kind == PhaseKind.Stabilize && p.Resolution >= SweepScale.LeastResolution
                    && p != Last && Differ(p)).Select(Rung.After),
            ];
            return !rungs.IsEmpty ? rungs : throw new InvalidInputException(
                $"{StoppingDocument.Key} has no rung: before {Last.Resolution} px nothing can be compared; name kimg of "
                + $"the last phase, such as rungs: [{Nearest((Last.Start + Last.End) / 2)} kimg].");
        }

        public Rung EndOf(int resolution)
        {
            if (phases.FirstOrDefault(p => p.Kind == PhaseKind.Stabilize && p.Resolution == resolution) is not { } phase)
                throw new InvalidInputException(
                    $"{StoppingDocument.Key}.rungs has {resolution}, but no experiment trains at {resolution} px; it "
                    + $"must be one of {string.Join(", ", phases.Select(p => p.Resolution).Distinct())}.");
            if (resolution < SweepScale.LeastResolution)
                throw new InvalidInputException(
                    $"{StoppingDocument.Key}.rungs has {resolution}, but SWD begins at {SweepScale.LeastResolution} px; "
                    + "leave it out.");
            if (phase == Last)
                throw new InvalidInputException(
                    $"{StoppingDocument.Key}.rungs has {resolution}, the final resolution, at whose end experiments have "
                    + $"finished; leave it out, or name kimg of that phase, such as "
                    + $"{Nearest((Last.Start + Last.End) / 2)} kimg.");
            return Differ(phase) ? Rung.After(phase) : throw new InvalidInputException(
                $"{StoppingDocument.Key}.rungs has {resolution}, but up to there all points are the same training; "
                + "leave it out.");
        }

        public Rung Within(double kimg)
        {
            var nimg = (long)Math.Round(kimg * 1000);
            if (nimg <= Last.Start || nimg >= Last.End)
                throw new InvalidInputException(
                    $"{StoppingDocument.Key}.rungs has {NumberText.Of(kimg)} kimg, which is not in the last phase; that "
                    + $"goes from {Text(Last.Start)} to {Text(Last.End)} kimg.");
            var step = Step;
            if (Math.Abs((nimg - Last.Start) / step - Math.Round((nimg - Last.Start) / step)) > 1e-9)
                throw new InvalidInputException(
                    $"{StoppingDocument.Key}.rungs has {NumberText.Of(kimg)} kimg, but SWD is measured every "
                    + $"{NumberText.Of(step / 1000)} kimg of the last phase (swdKimg), which begins at "
                    + $"{Text(Last.Start)}; the nearest is {Nearest(nimg)} kimg.");
            return new Rung(Last.Resolution, nimg, (long)Math.Ceiling(step / 2));
        }

        private double Step => common.SwdKimg.At(Last.Resolution) * 1000;

        /// <summary>The nearest point of the last phase at which SWD is measured, in kimg.</summary>
        private string Nearest(long nimg)
        {
            var most = Math.Max(1, Math.Ceiling((Last.End - Last.Start) / Step) - 1);
            return Text(Last.Start + Math.Clamp(Math.Round((nimg - Last.Start) / Step), 1, most) * Step);
        }

        /// <summary>Whether the points have come to different trainings by the end of a phase.</summary>
        private bool Differ(PhaseSpan phase) =>
            points.Select(p => p.Phases[phase.Index].Key).Distinct().Take(2).Count() == 2;

        private static string Text(double nimg) => (nimg / 1000).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
