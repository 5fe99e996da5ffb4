namespace PgGanLab.Growth.Search.Learning;

/// <summary>
/// The lower triangular L with L L' = A of a symmetric positive definite matrix. Source: Golub and Van Loan, "Matrix
/// computations", 4.2.
/// </summary>
internal sealed class Cholesky
{
    private readonly double[][] lower;

    private Cholesky(double[][] lower) => this.lower = lower;

    /// <summary>Half the logarithm of the determinant.</summary>
    public double HalfLogDeterminant => lower.Select((row, i) => Math.Log(row[i])).Sum();

    /// <summary>Null where the matrix is not positive definite.</summary>
    public static Cholesky? Of(double[][] matrix)
    {
        var lower = new double[matrix.Length][];
        for (var i = 0; i < lower.Length; i++)
        {
            var row = lower[i] = new double[i + 1];
            for (var j = 0; j < i; j++)
                row[j] = (matrix[i][j] - Dot(row, lower[j], j)) / lower[j][j];
            var rest = matrix[i][i] - Dot(row, row, i);
            if (!(rest > 0))
                return null;
            row[i] = Math.Sqrt(rest);
        }
        return new Cholesky(lower);
    }

    /// <summary>L^-1 b.</summary>
    public double[] Forward(ReadOnlySpan<double> b)
    {
        var x = new double[b.Length];
        for (var i = 0; i < x.Length; i++)
            x[i] = (b[i] - Dot(lower[i], x, i)) / lower[i][i];
        return x;
    }

    /// <summary>A^-1 b.</summary>
    public double[] Solve(ReadOnlySpan<double> b)
    {
        var x = Forward(b);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < x.Length; j++)
                x[i] -= lower[j][i] * x[j];
            x[i] /= lower[i][i];
        }
        return x;
    }

    private static double Dot(double[] a, double[] b, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
