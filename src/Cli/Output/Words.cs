using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Output;

/// <summary>How numbers and states read in the terminal.</summary>
internal static class Words
{
    public const string None = "–";

    public static string Kimg(double kimg) => kimg.ToString("N1", CultureInfo.InvariantCulture);

    public static string Swd(double? swdX1e3) => swdX1e3 is { } value ? value.ToString("F1", CultureInfo.InvariantCulture) : None;

    public static string Alpha(double alpha) => alpha.ToString("F2", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Rate(double imagesPerSecond) => imagesPerSecond > 0 ? Count((long)Math.Round(imagesPerSecond)) : None;

    /// <summary><c>0:42</c>, <c>12:05</c>, <c>1:02:10</c>.</summary>
    public static string Time(double? seconds)
    {
        if (seconds is not { } s)
            return None;
        var time = TimeSpan.FromSeconds(Math.Max(0, Math.Round(s)));
        return time.TotalHours < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
    }

    /// <summary><c>4 s ago</c>, <c>12 min ago</c>, <c>3 h ago</c>.</summary>
    public static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 100 } => $"{Math.Max(0, (int)age.TotalSeconds)} s ago",
        { TotalMinutes: < 100 } => $"{(int)age.TotalMinutes} min ago",
        _ => $"{(int)age.TotalHours} h ago",
    };

    /// <summary>Its author's name for it, or what it varies: <c>learningRate@16 0.0005, emaBeta@16 0.99</c>.</summary>
    public static string Varied(ExperimentSummary experiment, string separator = ", ") => experiment.HasOwnName()
        ? experiment.Name
        : string.Join(separator, experiment.Varied);

    /// <summary>What a point is called, or what it varies: a line each.</summary>
    public static IEnumerable<string> Settings(PointSummary point) =>
        point.HasOwnName() ? [point.Name] : point.Varied.Select(s => s.ToString());

    /// <summary>Mean SWD over a point's seeds and its standard error: <c>187.4 ± 29.8</c>.</summary>
    public static string Mean(PointSummary point) => point.StandardError is { } error ? $"{Swd(point.Swd?.Average)} ± {Swd(error)}" : Swd(point.Swd?.Average);

    public static string Status<T>(T status) where T : struct, Enum => status.ToString().ToLowerInvariant();

    /// <summary>Share of what was asked for that had to be trained: <c>0.69</c>; a dash when nothing was asked for.</summary>
    public static string Ratio(double trained, double requested) =>
        requested > 0 ? (trained / requested).ToString("F2", CultureInfo.InvariantCulture) : None;
}
