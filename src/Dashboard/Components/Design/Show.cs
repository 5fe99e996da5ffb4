using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>Numbers, sizes and times as people read them.</summary>
public static class Show
{
    /// <summary>Real images in thousands: 64, 12.5, 0.32.</summary>
    public static string Kimg(long nimg) => Kimg(nimg / 1000.0);

    public static string Kimg(double kimg) => Math.Abs(kimg) switch
    {
        >= 100 => kimg.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => kimg.ToString("0.#", CultureInfo.InvariantCulture),
        _ => kimg.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>SWD x 10^3 with three or more digits: 5.83, 34.1, 210.</summary>
    public static string Swd(double swd) => swd switch
    {
        >= 100 => swd.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => swd.ToString("0.0", CultureInfo.InvariantCulture),
        _ => swd.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public static string Swd(Measurement? swd) => swd is null ? "–" : Swd(swd.Average);

    /// <summary>A mean over seeds and its standard error with as many digits as each other: 5.83 ± 0.21, 153.5 ± 2.0.</summary>
    public static string Swd(PointSummary point)
    {
        if (point.Swd is not { Average: var mean })
            return "–";
        var digits = mean < 10 ? "0.00" : "#,0.0";
        return mean.ToString(digits, CultureInfo.InvariantCulture) + (point.StandardError is { } error ? $" ± {error.ToString(digits, CultureInfo.InvariantCulture)}" : "");
    }

    /// <summary>MS-SSIM with four digits, as in the paper.</summary>
    public static string MsSsim(double? similarity) => similarity?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => $"{Math.Round(share * 100).ToString(CultureInfo.InvariantCulture)} %";

    /// <summary>A CSS length in percent.</summary>
    public static string Css(double share) => $"{(Math.Clamp(share, 0, 1) * 100).ToString("0.##", CultureInfo.InvariantCulture)}%";

    public static string Rate(double imagesPerSecond) => imagesPerSecond switch
    {
        >= 100 => imagesPerSecond.ToString("#,0", CultureInfo.InvariantCulture),
        > 0 => imagesPerSecond.ToString("0.0", CultureInfo.InvariantCulture),
        _ => "–",
    };

    public static string Alpha(double alpha) => alpha.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1L << 30 => $"{(bytes / (double)(1L << 30)).ToString("0.0", CultureInfo.InvariantCulture)} GB",
        >= 1L << 20 => $"{(bytes / (double)(1L << 20)).ToString("0.0", CultureInfo.InvariantCulture)} MB",
        _ => $"{(bytes / 1024.0).ToString("0", CultureInfo.InvariantCulture)} KB",
    };

    /// <summary>The two largest units: 42 s, 8 min, 2 h 05 min, 3 d 4 h.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, (int)time.TotalSeconds)} s",
        { TotalMinutes: < 60 } => $"{(int)time.TotalMinutes} min",
        { TotalHours: < 24 } => $"{(int)time.TotalHours} h {time.Minutes:00} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };

    public static string Duration(double seconds) => Duration(TimeSpan.FromSeconds(seconds));

    public static string Ago(DateTimeOffset at, DateTimeOffset now) => now - at < TimeSpan.FromSeconds(5) ? "just now" : $"{Duration(now - at)} ago";

    public static string Kind(PhaseKind kind) => PhaseName.Of(kind);

    public static string Phase(int resolution, PhaseKind kind) => PhaseName.Of(resolution, kind);

    /// <summary>A setting's value; fractions that a random search drew are cut to four digits, tiny numbers are written as 1e-8.</summary>
    public static string Value(string value) => (value, double.TryParse(value, CultureInfo.InvariantCulture, out var number)) switch
    {
        (_, false) => value,
        _ when value.Contains('E', StringComparison.OrdinalIgnoreCase) => number.ToString("0.###e0", CultureInfo.InvariantCulture),
        ({ Length: > 7 }, _) when value.Contains('.', StringComparison.Ordinal) => NumberText.Of(double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
        _ => value,
    };

    /// <summary>An experiment by its number and its author's name for it, or what it varies.</summary>
    public static string Title(ExperimentSummary experiment) => experiment.HasOwnName()
        ? $"#{experiment.Number} {experiment.Name}".TrimEnd()
        : $"#{experiment.Number} {string.Join(" · ", experiment.Varied.Select(v => $"{v.Name} {Value(v.Value)}"))}";

    public static string Plural(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";
}
