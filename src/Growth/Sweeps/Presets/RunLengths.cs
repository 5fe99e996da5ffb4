namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>
/// One run's real images spread over its growth phases as the official schedules do: all phases but the last are
/// equally long, and the last one takes what is left. Counted in images, so that runs that should be equally long are.
/// </summary>
/// <param name="Phase">Images of each phase but the last.</param>
/// <param name="Last">Images of the last one.</param>
internal readonly record struct RunLengths(long Phase, long Last)
{
    /// <param name="kimg">Thousands of images of the whole run.</param>
    /// <param name="resolution">Final resolution in pixels, grown to from 4.</param>
    /// <param name="share">Share of the run that each phase but the last takes.</param>
    public static RunLengths Of(double kimg, int resolution, double share)
    {
        var total = (long)Math.Round(kimg * 1000, MidpointRounding.ToEven);
        var phase = (long)(total * share);
        return new RunLengths(phase, total - PhasesBeforeLast(resolution) * phase);
    }

    /// <summary>Thousands of images of each phase but the last.</summary>
    public double PhaseKimg => Phase / 1000.0;

    /// <summary>Thousands of images of the last phase.</summary>
    public double LastKimg => Last / 1000.0;

    /// <summary>Thousands of images of the whole run.</summary>
    public double TotalKimg(int resolution) => (PhasesBeforeLast(resolution) * Phase + Last) / 1000.0;

    /// <summary>4 stabilize; fade-in and stabilize at each further resolution; but for the last one.</summary>
    private static int PhasesBeforeLast(int resolution) => 2 * (int.Log2(resolution) - 2);
}

/// <summary>How long the average Gs remembers in runs that are shorter than the paper's.</summary>
internal static class AverageGs
{
    /// <summary>The paper's 0.999 at minibatches of 16, in thousands of images.</summary>
    private const double PaperKimg = 11.08;

    /// <summary>With a shorter memory Gs is hardly an average any more.</summary>
    private const double LeastKimg = 0.25;

    /// <summary>
    /// A hundredth of the run, at most the paper's: Gs must have left the untrained weights behind long before the end.
    /// </summary>
    /// <param name="runKimg">Thousands of images of the whole run.</param>
    public static double HalfLifeKimg(double runKimg) => Math.Clamp(runKimg / 100, LeastKimg, PaperKimg);
}
