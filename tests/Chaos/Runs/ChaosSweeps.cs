namespace PgGanLab.Chaos.Runs;

/// <summary>The sweeps that labs under faults train: seconds of work, with a decision in it.</summary>
internal static class ChaosSweeps
{
    /// <summary>Two experiments that share 4 and 8 px; the better one at 16 px goes on to 32 px.</summary>
    public static object First(double phaseKimg) => new
    {
        name = "first",
        dataset = "tiny",
        @base = Base(32, phaseKimg, fmapMax: 8),
        stopping = new { rule = "halving", reductionFactor = 2 },
        search = new
        {
            strategy = "grid",
            space = new Dictionary<string, double[]> { ["learningRate@16"] = [0.0005, 0.002] },
        },
    };

    /// <summary>One experiment up to 8 px, where nothing is measured.</summary>
    public static object Second(double phaseKimg) => new
    {
        name = "second",
        dataset = "tiny",
        objective = "none",
        @base = Base(8, phaseKimg, fmapMax: 16),
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
        tickKimg = 0.08,
        swdImages = 32,
    };
}
