using System.Collections.Immutable;

namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// A Gaussian process over places: Matern 5/2 kernel with a length for each dimension, and noise. Source: Rasmussen and
/// Williams 2006, "Gaussian processes for machine learning", chapters 2, 4.2 and 5.4.1.
/// </summary>
internal sealed class GaussianProcess
{
    private readonly ImmutableArray<double[]> points;
    private readonly KernelScales scales;
    private readonly Cholesky factor;
    private readonly double[] solved;

    private GaussianProcess(
        ImmutableArray<double[]> points, KernelScales scales, Cholesky factor, double[] solved)
    {
        this.points = points;
        this.scales = scales;
        this.factor = factor;
        this.solved = solved;
    }

    /// <summary>The process given values at points; null where the scales make no positive definite matrix.</summary>
    /// <param name="points">Distances between them are taken by <see cref="KernelScales.SquaredDistances"/>.</param>
    /// <param name="values">With mean 0 and deviation 1.</param>
    /// <param name="scales">Of the kernel.</param>
    public static GaussianProcess? Of(ImmutableArray<double[]> points, double[] values, KernelScales scales)
    {
        var matrix = new double[points.Length][];
        for (var i = 0; i < points.Length; i++)
        {
            matrix[i] = new double[i + 1];
            for (var j = 0; j < i; j++)
                matrix[i][j] = scales.Kernel(points[i], points[j]);
            matrix[i][i] = scales.Amplitude + scales.Noise;
        }
        return Cholesky.Of(matrix) is { } factor
            ? new GaussianProcess(points, scales, factor, factor.Solve(values))
            : null;
    }

    /// <summary>The same kernel with other values.</summary>
    public GaussianProcess? With(ImmutableArray<double[]> others, double[] values) => Of(others, values, scales);

    /// <summary>Mean and standard deviation of the function, without noise, at a point.</summary>
    public (double Mean, double Deviation) At(double[] point)
    {
        var covariances = new double[points.Length];
        var mean = 0.0;
        for (var i = 0; i < covariances.Length; i++)
        {
            covariances[i] = scales.Kernel(point, points[i]);
            mean += covariances[i] * solved[i];
        }
        var explained = factor.Forward(covariances).Sum(v => v * v);
        return (mean, Math.Sqrt(Math.Max(scales.Amplitude - explained, 1e-12)));
    }

    /// <summary>
    /// The logarithm of the values' probability, but for a constant, and its gradient in the logarithms of the scales
    /// (<see cref="KernelScales.FromLogs"/>). Source: eqs. 2.30 and 5.9.
    /// </summary>
    public (double Value, double[] Gradient) LogLikelihood(double[] values)
    {
        var n = points.Length;
        var gradient = new double[scales.InverseSquares.Length + 2];
        for (var j = 0; j < n; j++)
        {
            var unit = new double[n];
            unit[j] = 1;
            var inverse = factor.Solve(unit);
            for (var i = 0; i <= j; i++)
                AddGradient(gradient, i, j, solved[i] * solved[j] - inverse[i]);
        }
        var fit = values.Zip(solved, (v, s) => v * s).Sum();
        return (-0.5 * fit - factor.HalfLogDeterminant, gradient);
    }

    /// <summary>Half the trace of (alpha alpha' - K^-1) times the kernel's derivative, pair by pair.</summary>
    private void AddGradient(double[] gradient, int i, int j, double weight)
    {
        if (i == j)
        {
            gradient[^2] += 0.5 * weight * scales.Amplitude;
            gradient[^1] += 0.5 * weight * scales.Noise;
            return;
        }
        var squares = KernelScales.SquaredDistances(points[i], points[j]);
        var (kernel, slope) = scales.KernelAndSlope(squares);
        for (var d = 0; d < squares.Length; d++)
            gradient[d] += weight * slope * squares[d] * scales.InverseSquares[d];
        gradient[^2] += weight * kernel;
    }
}

/// <summary>The scales of a Matern 5/2 kernel.</summary>
/// <param name="InverseSquares">1 / length^2 of each dimension.</param>
/// <param name="Amplitude">Variance of the function.</param>
/// <param name="Noise">Variance of what is measured around it.</param>
internal sealed record KernelScales(double[] InverseSquares, double Amplitude, double Noise)
{
    private static readonly double Sqrt5 = Math.Sqrt(5);

    /// <param name="logs">Logarithms in one row: inverse squares, amplitude, noise.</param>
    public static KernelScales FromLogs(double[] logs) =>
        new([.. logs[..^2].Select(Math.Exp)], Math.Exp(logs[^2]), Math.Exp(logs[^1]));

    public double Kernel(double[] a, double[] b) => KernelAndSlope(SquaredDistances(a, b)).Kernel;

    /// <summary>The kernel, and its derivative by the squared distance in units of lengths.</summary>
    public (double Kernel, double Slope) KernelAndSlope(double[] squares)
    {
        var square = 0.0;
        for (var d = 0; d < squares.Length; d++)
            square += squares[d] * InverseSquares[d];
        var r = Sqrt5 * Math.Sqrt(square);
        var decay = Amplitude * Math.Exp(-r);
        return (decay * (1 + r + 5.0 / 3 * square), -5.0 / 6 * decay * (1 + r));
    }

    /// <summary>
    /// Squared distances dimension by dimension. Where a dimension counts for one point alone they are 1 apart.
    /// </summary>
    public static double[] SquaredDistances(double[] a, double[] b)
    {
        var squares = new double[a.Length];
        for (var d = 0; d < squares.Length; d++)
        {
            var (isOut, otherIsOut) = (double.IsNaN(a[d]), double.IsNaN(b[d]));
            squares[d] = isOut || otherIsOut ? (isOut == otherIsOut ? 0 : 1) : (a[d] - b[d]) * (a[d] - b[d]);
        }
        return squares;
    }
}
