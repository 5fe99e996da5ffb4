namespace PgGanLab.Tests.Tiny;

/// <summary>Two experiments that share 4x4 and differ at 8x8, on the dataset <c>tiny</c>; seconds of training.</summary>
internal static class TinySweep
{
    /// <param name="phaseKimg">Length of each phase.</param>
    public static object Definition(double phaseKimg) => new
    {
        name = "tiny",
        dataset = "tiny",
        @base = new
        {
            resolution = 8,
            latentSize = 16,
            fmapBase = 64,
            fmapMax = 16,
            minibatch = 16,
            stabilizeKimg = phaseKimg,
            fadeInKimg = phaseKimg,
            tickKimg = 0.16,
        },
        search = new
        {
            strategy = "grid",
            space = new Dictionary<string, double[]> { ["learningRate@8"] = [0.001, 0.002] },
        },
    };
}
