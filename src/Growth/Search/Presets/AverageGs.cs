namespace PgGanLab.Growth.Search.Presets;

/// <summary>How long the average Gs remembers in runs that are shorter than the paper's.</summary>
internal static class AverageGs
{
    /// <summary>The paper's 0.999 at minibatches of 16, in thousands of images.</summary>
    private const double PaperKimg = 11.08;

    /// <summary>With a shorter memory Gs is hardly an average any more.</summary>
    private const double LeastKimg = 0.25;

    /// <summary>A hundredth of the run, at most the paper's: Gs must have left the untrained weights behind long before the end.</summary>
    /// <param name="runKimg">Thousands of images of the whole run.</param>
    public static double HalfLifeKimg(double runKimg) => Math.Clamp(runKimg / 100, LeastKimg, PaperKimg);
}
