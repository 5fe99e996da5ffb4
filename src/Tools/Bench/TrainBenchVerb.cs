using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using PgGanLab.Growth.Memory;
using PgGanLab.Tools.Verbs;
using TorchSharp;

namespace PgGanLab.Tools.Bench;

/// <summary>
/// <c>lab bench train</c>: images/s of whole training iterations (D's step, the average, G's step) on noise, of one
/// trainer or of several in this process.
/// </summary>
internal sealed class TrainBenchVerb : ToolVerb
{
    private const double MegaByte = 1 << 20;

    private readonly TrainBenchOptions options = new();

    public TrainBenchVerb() : base("train", "Images/s of training iterations.") => options.AddTo(this);

    protected override void Run(ParseResult arguments, ToolScreen screen, CancellationToken stop)
    {
        var wanted = options.Read(arguments);
        using var process = Process.GetCurrentProcess();
        var start = process.WorkingSet64;
        using var trainers = wanted.Begin();
        var rates = TrainBenchRates.Measure(trainers, wanted.Trainers, wanted.Time, stop);
        process.Refresh();
        var result = new
        {
            trainers = wanted.Trainers,
            images_per_s = Math.Round(rates.Median, 2),
            images_per_s_best = Math.Round(rates.Best, 2),
            images_per_s_one = Rounded(rates.One),
            scaling = Rounded(rates.Scaling),
            live_handles = torch.Tensor.TotalCount,
            start_rss_mb = Math.Round(start / MegaByte, 1),
            peak_rss_mb = Math.Round(process.PeakWorkingSet64 / MegaByte, 1),
            estimated_mb = Math.Round(wanted.Trainers * TrainingMemory.Need(wanted.Recipe).Whole / MegaByte, 1),
        };
        if (WantsJson(arguments))
        {
            screen.WriteJsonLine(result);
            return;
        }
        var culture = CultureInfo.InvariantCulture;
        if (rates.Scaling is not null)
            screen.Line(string.Create(culture,
                $"{result.trainers} trainers: {result.scaling:F2} times the images/s of one alone "
                + $"({result.images_per_s_one:F1})"));
        screen.Line(string.Create(culture,
            $"{result.images_per_s:F1} images/s (best round {result.images_per_s_best:F1}), "
            + $"{result.live_handles} live tensors, {result.peak_rss_mb:F0} MB at most "
            + $"({result.start_rss_mb:F0} at the start; estimated for the tensors: {result.estimated_mb:F0})"));
    }

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 2) : null;
}
