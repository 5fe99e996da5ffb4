namespace PgGanLab.Tests.Tiny;

/// <summary>Sweeps on the dataset <c>tiny</c>; seconds of training.</summary>
internal static class TinySweep
{
    /// <summary>Experiments that share 4x4 and differ at 8x8, where nothing ranks them.</summary>
    /// <param name="phaseKimg">Length of each phase.</param>
    /// <param name="rates">Learning rates at 8x8; two of them without it.</param>
    public static object Definition(double phaseKimg, double[]? rates = null) => new
    {
        name = "tiny",
        dataset = "tiny",
        objective = "none",
        @base = Base(8, phaseKimg, fmapMax: 16),
        search = new
        {
            strategy = "grid",
            space = new Dictionary<string, double[]> { ["learningRate@8"] = rates ?? [0.001, 0.002] },
        },
    };

    /// <summary>One experiment up to 16x16, where SWD is measured.</summary>
    /// <param name="phaseKimg">Length of each phase.</param>
    /// <param name="objective">What it is ranked by.</param>
    public static object Measured(double phaseKimg, string objective = "swd") =>
        new { name = "measured", dataset = "tiny", objective, @base = Base(16, phaseKimg, fmapMax: 8) };

    /// <summary>A population of four up to 32x32, of which one becomes a copy of another at the end of 16x16.</summary>
    /// <param name="phaseKimg">Length of each phase.</param>
    public static object Population(double phaseKimg) => new
    {
        name = "population",
        dataset = "tiny",
        @base = Base(32, phaseKimg, fmapMax: 8),
        stopping = new { rule = "pbt" },
        search = new
        {
            strategy = "sobol",
            space = new Dictionary<string, object>
            {
                ["learningRate"] = new { min = 1e-4, max = 1e-2, scale = "log" },
            },
        },
        budget = new { maxExperiments = 4 },
    };

    private static object Base(int resolution, double phaseKimg, int fmapMax) => new
    {
        resolution,
        latentSize = 16,
        fmapBase = 64,
        fmapMax,
        minibatch = 16,
        stabilizeKimg = phaseKimg,
        fadeInKimg = phaseKimg,
        tickKimg = 0.16,
        swdImages = 32,
    };
}
