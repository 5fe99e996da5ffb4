using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Database.Rows;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Packing;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.GrowthPhases;

/// <summary>
/// What a worker's reports must keep to. Each check throws <see cref="ArgumentException"/> with one sentence.
/// </summary>
internal static class ReportRules
{
    /// <summary>
    /// Most images of one iteration (the largest legal minibatch times the most critic repeats): a
    /// phase passes its plan by less.
    /// </summary>
    private const int LongestIteration = 4096 * 100;

    public static void Check(PhaseRow phase, ImmutableArray<Tick> ticks)
    {
        foreach (var tick in ticks)
        {
            CheckNimg(phase, tick.Nimg);
            Require(phase,
                double.IsFinite(tick.Alpha) && double.IsFinite(tick.ImagesPerSecond) && double.IsFinite(tick.Seconds),
                $"the tick at nimg {tick.Nimg} has an alpha, rate or duration that is not finite");
            Require(phase, tick.Lanes is null or (>= 1 and <= PackingRules.MostLanes),
                $"the tick at nimg {tick.Nimg} was trained beside fewer or more phases than a device can train");
        }
        Require(phase, ticks.Zip(ticks.Skip(1)).All(pair => pair.First.Nimg < pair.Second.Nimg),
            "ticks must come in order of nimg");
    }

    public static void Check(PhaseRow phase, SampleFile sample)
    {
        CheckNimg(phase, sample.Nimg);
        CheckPlace(phase, sample.Phase, sample.Resolution, sample.Path);
    }

    public static void Check(PhaseRow phase, Measurement swd)
    {
        Require(phase, swd.Resolution == phase.Resolution, $"an SWD at {swd.Resolution} px does not belong to it");
        Require(phase, swd.Images > 0 && !swd.Levels.IsEmpty, "an SWD needs images and at least one level");
        Require(phase, double.IsFinite(swd.Average) && swd.Levels.Values.All(double.IsFinite),
            $"its SWD at nimg {swd.Nimg} is not finite; report a divergence instead");
        Require(phase, swd.MsSsim is null or (>= 0 and <= 1 + 1e-9),
            $"its MS-SSIM at nimg {swd.Nimg} does not lie between 0 and 1");
        Require(phase, swd.Features?.All(f => double.IsFinite(f.Fid) && double.IsFinite(f.Kid)) != false,
            $"its FID or KID at nimg {swd.Nimg} is not finite");
    }

    public static void Check(PhaseRow phase, CheckpointFile checkpoint, bool final)
    {
        CheckNimg(phase, checkpoint.Nimg);
        CheckPlace(phase, checkpoint.Phase, checkpoint.Resolution, checkpoint.Path);
        Require(phase, checkpoint.Final == final,
            final ? "only a final checkpoint completes it" : "a snapshot is not final");
        Require(phase,
            checkpoint.Bytes > 0 && checkpoint.Sha256.Length == 64 && checkpoint.Sha256.All(char.IsAsciiHexDigitLower),
            $"checkpoint {checkpoint.Path} needs its size and its SHA-256 as 64 lower-case hex digits");
    }

    public static void Check(PhaseRow phase, PhaseSplit split)
    {
        CheckNimg(phase, split.Nimg);
        Require(phase, split.Step >= 0 && split.After >= 1 && split.After < split.Before,
            $"a share of {split.Before} images is not split into shares of {split.After} at step {split.Step}");
    }

    public static void CheckNimg(PhaseRow phase, long nimg) => Require(
        phase, nimg >= phase.Start && nimg <= phase.End + LongestIteration,
        string.Create(CultureInfo.InvariantCulture, $"nimg {nimg} lies outside of its {phase.Start} to {phase.End}"));

    private static void CheckPlace(PhaseRow phase, string owner, int resolution, string path)
    {
        Require(phase, owner == phase.Key && resolution == phase.Resolution,
            $"{path} belongs to phase {owner} at {resolution} px");
        Require(phase, StoreLayout.IsInside(StoreLayout.Phase(phase.Key), path),
            $"{path} lies outside of its folder in the store");
    }

    private static void Require(PhaseRow phase, bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException($"A report on phase {phase.Key} was refused: {otherwise}.");
    }
}
