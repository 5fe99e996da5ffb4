using System.Collections.Immutable;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// The scales of a Gaussian process that make its values most probable, under priors that hold few values in check.
/// Sources: Blum and Riedmiller 2013, "Optimization of Gaussian process hyperparameters using Rprop"; priors as in
/// Optuna's GPSampler (version 4, <c>default_log_prior</c>).
/// </summary>
internal static class KernelFit
{
    private const int Steps = 50;
    private const double LeastNoise = 1e-6;

    /// <summary>Logarithms of lengths^-2, amplitude and noise from which the climb begins.</summary>
    private static readonly ImmutableArray<(double InverseSquare, double Noise)> Starts = [(0, -5), (3, -9)];

    /// <summary>The process with the best scales.</summary>
    /// <param name="points">At least one.</param>
    /// <param name="values">With mean 0 and deviation 1.</param>
    public static GaussianProcess Best(ImmutableArray<double[]> points, double[] values) => Starts
        .Select(start => Climb(points, values, start.InverseSquare, start.Noise))
        .MaxBy(end => end.Value).Process;

    private static (double Value, GaussianProcess Process) Climb(
        ImmutableArray<double[]> points, double[] values, double inverseSquare, double noise)
    {
        var dimensions = points[0].Length;
        double[] logs = [.. Enumerable.Repeat(inverseSquare, dimensions), 0, noise];
        double[] steps = [.. logs.Select(_ => 0.2)];
        var before = new double[logs.Length];
        (double Value, GaussianProcess? Process) best = (double.NegativeInfinity, null);
        for (var step = 0; step < Steps; step++)
        {
            var scales = KernelScales.FromLogs(logs);
            if (GaussianProcess.Of(points, values, scales) is not { } process)
            {
                logs[^1] += 1;                      // more noise makes every matrix positive definite
                continue;
            }
            var (value, gradient) = process.LogLikelihood(values);
            value += AddPrior(scales, gradient);
            if (value > best.Value)
                best = (value, process);
            Move(logs, steps, gradient, before);
        }
        return (best.Value, best.Process ?? throw new InvalidOperationException("No scales fit."));
    }

    /// <summary>
    /// Rprop without backtracking: each step grows while its slope keeps its sign, and shrinks when that turns.
    /// </summary>
    private static void Move(double[] logs, double[] steps, double[] gradient, double[] before)
    {
        for (var i = 0; i < logs.Length; i++)
        {
            var turn = Math.Sign(gradient[i]) * Math.Sign(before[i]);
            steps[i] = Math.Clamp(steps[i] * (turn > 0 ? 1.2 : turn < 0 ? 0.5 : 1), 1e-4, 1);
            before[i] = turn < 0 ? 0 : gradient[i];
            logs[i] = Math.Clamp(logs[i] + Math.Sign(before[i]) * steps[i], -8, 10);
        }
        logs[^1] = Math.Clamp(logs[^1], Math.Log(LeastNoise), 1);
    }

    private static double AddPrior(KernelScales scales, double[] gradient)
    {
        var prior = Math.Log(scales.Amplitude) - scales.Amplitude + 0.1 * Math.Log(scales.Noise) - 30 * scales.Noise;
        gradient[^2] += 1 - scales.Amplitude;
        gradient[^1] += 0.1 - 30 * scales.Noise;
        for (var d = 0; d < scales.InverseSquares.Length; d++)
        {
            var x = scales.InverseSquares[d];
            prior -= 0.1 / x + 0.1 * x;
            gradient[d] += 0.1 / x - 0.1 * x;
        }
        return prior;
    }
}
