namespace PgGanLab.Growth.Search;

/// <summary>The standard normal distribution: 14 digits, and 8 of the tails beyond 7 deviations.</summary>
internal static class NormalDistribution
{
    private static readonly double LogSqrt2Pi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>Density at <paramref name="x"/>.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x - LogSqrt2Pi);

    /// <summary>The probability of less than <paramref name="x"/>.</summary>
    public static double Below(double x)
    {
        if (double.IsInfinity(x) || Math.Abs(x) > 38)
            return x > 0 ? 1 : 0;
        var tail = TailRatio(Math.Abs(x)) * Math.Exp(-0.5 * x * x);
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>
    /// log(density(z) + z * below(z)), which is the logarithm of the expected improvement in units of the deviation;
    /// exact also where the improvement is unlikely. Source: Ament 2023, arXiv 2310.20708, eq. 8.
    /// </summary>
    public static double LogImprovement(double z)
    {
        if (z > -6)
            return Math.Log(Density(z) + z * Below(z));
        var s = 1 / (z * z);                        // 1 - |z| * Mills' ratio, as its asymptotic series
        return -0.5 * z * z - LogSqrt2Pi + Math.Log(s * (1 - s * (3 - s * (15 - s * 105))));
    }

    /// <summary>
    /// The value below which lies the probability <paramref name="p"/>, 0 &lt; p &lt; 1; at 0 and 1 what lies nearest.
    /// Source: Wichura 1988, algorithm AS 241 (PPND16).
    /// </summary>
    public static double Quantile(double p)
    {
        p = Math.Clamp(p, 1e-300, 1 - 1e-16);
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q * Polynomial(r, 3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3,
                1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4,
                2.5090809287301226727e3)
                / Polynomial(r, 1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
                2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3);
        }
        var tail = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        return Math.Sign(q) * (tail <= 5 ? Middle(tail - 1.6) : Far(tail - 5));
    }

    private static double Middle(double r) =>
        Polynomial(r, 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0,
            3.64784832476320460504e0, 1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
            7.74545014278341407640e-4)
        / Polynomial(r, 1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
            1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9);

    private static double Far(double r) =>
        Polynomial(r, 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0,
            2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5,
            2.01033439929228813265e-7)
        / Polynomial(r, 1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
            2.04426310338993978564e-15);

    /// <summary>
    /// The probability of more than x, over exp(-x^2 / 2). Source: Hart 1968 as in West 2005, "Better approximations
    /// to cumulative normal functions".
    /// </summary>
    private static double TailRatio(double x) => x < 7.07106781186547
        ? Polynomial(x, 220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165,
            0.700383064443688, 3.52624965998911e-2)
        / Polynomial(x, 440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461,
            16.064177579207, 1.75566716318264, 8.83883476483184e-2)
        : 1 / (2.506628274631 * (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))));

    /// <summary>c0 + c1 x + c2 x^2 + ….</summary>
    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        var value = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            value = value * x + coefficients[i];
        return value;
    }
}
