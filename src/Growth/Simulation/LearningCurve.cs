using System.Buffers.Binary;
using PgGanLab.Growth.Search;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Simulation;

/// <summary>SWD of one experiment by real images shown.</summary>
internal sealed class LearningCurve
{
    private readonly (long Nimg, double Swd)[] points;

    private LearningCurve((long Nimg, double Swd)[] points) => this.points = points;

    /// <param name="points">In any order.</param>
    public static LearningCurve Of(IEnumerable<(long Nimg, double Swd)> points) =>
        new([.. points.OrderBy(p => p.Nimg)]);

    /// <summary>What is measured there: on a straight line between the points beside it; NaN outside of all points.</summary>
    public double At(long nimg)
    {
        var next = Array.FindIndex(points, p => p.Nimg >= nimg);
        if (next < 0 || (next == 0 && points[0].Nimg != nimg))
            return double.NaN;
        var (right, value) = points[next];
        if (right == nimg)
            return value;
        var (left, before) = points[next - 1];
        return before + (value - before) * (nimg - left) / (right - left);
    }
}

/// <summary>
/// Curves for sweeps of which none were recorded, so that their stopping rules have something to decide on: SWD falls to
/// about a quarter over the run, and each phase adds its own part to how good an experiment is, so experiments that share
/// phases are equal as long as they do.
/// </summary>
public static class SyntheticCurves
{
    private const double Best = 20;
    private const double Fall = 3;
    private const double Spread = 0.2;
    private const int PointsInPhase = 8;

    /// <param name="seed">Other seeds give other experiments the best curves.</param>
    public static Func<PlannedExperiment, IEnumerable<(long Nimg, double Swd)>> Of(long seed) =>
        experiment => Points(experiment, seed);

    private static IEnumerable<(long Nimg, double Swd)> Points(PlannedExperiment experiment, long seed)
    {
        var (end, log) = ((double)experiment.Phases[^1].Recipe.End, 0.0);
        foreach (var phase in experiment.Phases)
        {
            var own = Spread * Normal(phase.Key.Value, seed);
            for (var part = 1; part <= PointsInPhase; part++)
            {
                var share = part / (double)PointsInPhase;
                var nimg = phase.Recipe.Start + (long)Math.Round(share * phase.Recipe.Images);
                var left = 1 - nimg / end;
                yield return (nimg, Best * (1 + Fall * left * left) * Math.Exp(log + own * share));
            }
            log += own;
        }
    }

    /// <summary>A normally distributed number that a phase key and the seed decide.</summary>
    private static double Normal(string key, long seed)
    {
        var bits = BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(key.AsSpan(0, 16)));
        var mixed = (bits ^ unchecked((ulong)seed * 0x9E3779B97F4A7C15)) * 0xBF58476D1CE4E5B9;
        mixed ^= mixed >> 29;
        return NormalDistribution.Quantile(((mixed >> 11) + 0.5) / (1UL << 53));
    }
}
