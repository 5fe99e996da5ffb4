namespace PgGanLab.Growth.Results;

/// <summary>Student's t distribution, to 12 digits.</summary>
internal static class StudentT
{
    private const int MostTerms = 10_000;

    /// <summary>The probability of less than <paramref name="t"/>.</summary>
    /// <param name="t">Any number.</param>
    /// <param name="freedom">Degrees of freedom, above 0; need not be whole.</param>
    public static double Below(double t, double freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        if (double.IsInfinity(t))
            return t > 0 ? 1 : 0;
        var tail = 0.5 * IncompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>
    /// The regularized incomplete beta function I_x(a, b). Source: DLMF 8.17.22 (continued fraction) and 8.17.4
    /// (symmetry).
    /// </summary>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        if (x > (a + 1) / (a + b + 2))
            return 1 - IncompleteBeta(1 - x, b, a);
        var front = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)) / a;
        return front / Fraction(x, a, b);
    }

    /// <summary>1 + d1/(1 + d2/(1 + …)), by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        var (value, numerator, denominator) = (1.0, 1.0, 0.0);
        for (var m = 1; m <= MostTerms; m++)
        {
            var term = Term(m);
            denominator = 1 / Away(1 + term * denominator);
            numerator = Away(1 + term / numerator);
            var factor = numerator * denominator;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-15)
                break;
        }
        return value;

        double Term(int m)
        {
            var half = m / 2;
            return m % 2 == 0
                ? half * (b - half) * x / ((a + m - 1) * (a + m))
                : -(a + half) * (a + b + half) * x / ((a + m - 1) * (a + m));
        }

        static double Away(double fromZero) => Math.Abs(fromZero) < 1e-300 ? 1e-300 : fromZero;
    }

    /// <summary>log(gamma(x)), x &gt; 0. Source: Lanczos 1964, with Godfrey's coefficients for g = 7.</summary>
    private static double LogGamma(double x)
    {
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        x -= 1;
        ReadOnlySpan<double> coefficients =
        [
            676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
            -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        var sum = 0.99999999999980993;
        for (var i = 0; i < coefficients.Length; i++)
            sum += coefficients[i] / (x + i + 1);
        var shifted = x + coefficients.Length - 0.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(shifted) - shifted + Math.Log(sum);
    }
}
