using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Model.Metrics;
using PgGanLab.Model.Metrics.Swd;
using PgGanLab.Model.Numbers;
using PgGanLab.Tools.Verbs;

namespace PgGanLab.Tools.Bench;

/// <summary>
/// <c>lab bench swd</c>: seconds of a whole SWD measurement of two sets of synthetic RGB images,
/// from pyramids to distances.
/// </summary>
internal sealed class SwdBenchVerb : ToolVerb
{
    private const int WarmUpImages = 8;                                         // until all code is compiled

    private readonly Option<int> images = new("--images")
    {
        Description = "Images of each set (default 2048).",
        DefaultValueFactory = _ => 2048,
        HelpName = "N"
    };
    private readonly Option<int> resolution = new("--resolution")
    {
        Description = "Pixels, a power of two from 16 (default 32).",
        DefaultValueFactory = _ => 32,
        HelpName = "R"
    };
    private readonly Option<int> threads =
        new("--threads") { Description = "CPU threads (default 1).", DefaultValueFactory = _ => 1, HelpName = "T" };

    public SwdBenchVerb() : base("swd", "Seconds of an SWD measurement.")
    {
        Options.Add(images);
        Options.Add(resolution);
        Options.Add(threads);
    }

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var (count, size, cores) = (
            arguments.GetValue(images), arguments.GetValue(resolution), arguments.GetValue(threads));
        if (count < 1)
            throw new InvalidInputException($"--images is {count}; it must be at least 1.");
        if (size is < LaplacianPyramid.LowestLevel or > 1024 || !int.IsPow2(size))
            throw new InvalidInputException(
                $"--resolution is {size}; it must be a power of two from {LaplacianPyramid.LowestLevel} to 1024.");
        if (cores < 1)
            throw new InvalidInputException($"--threads is {cores}; it must be at least 1.");
        TorchThreads.Set(cores);
        var (first, second) = (Synthetic(count, size, seed: 1), Synthetic(count, size, seed: 2));
        var few = Synthetic(WarmUpImages, size, seed: 3);
        new SwdProtocol(seed: 0).Measure(few, few, nimg: 0, stop);
        var clock = Stopwatch.StartNew();
        var swd = new SwdProtocol(seed: 0).Measure(first, second, nimg: 0, stop);
        var seconds = Math.Round(clock.Elapsed.TotalSeconds, 3);
        if (WantsJson(arguments))
            screen.WriteJsonLine(
                new { seconds, images = count, resolution = size, threads = cores, swd = swd.Average });
        else
            screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{seconds} s for two sets of {count} images at {size}x{size} on {cores} threads"));
    }

    private static ImageSet Synthetic(int count, int size, int seed)
    {
        var random = new Random(seed);
        var bytes = 3 * size * size;
        var pixels = new byte[(long)count * bytes];
        random.NextBytes(pixels);
        return new ImageSet(
            3, size, [.. Enumerable.Range(0, count).Select(i => new ReadOnlyMemory<byte>(pixels, i * bytes, bytes))]);
    }
}
