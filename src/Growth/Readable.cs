using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth;

/// <summary>The lab's numbers as people read them: the same text on a page, in the terminal and in a message.</summary>
public static class Readable
{
    /// <summary>Stands where there is no number.</summary>
    public const string None = "–";

    /// <summary>Real images in thousands: 64, 12.5, 0.32.</summary>
    public static string Kimg(long nimg) => Kimg(nimg / 1000.0);

    /// <inheritdoc cref="Kimg(long)"/>
    public static string Kimg(double kimg) => Math.Abs(kimg) switch
    {
        >= 100 => Text(kimg, "#,0"),
        >= 10 => Text(kimg, "0.#"),
        _ => Text(kimg, "0.##"),
    };

    /// <summary>SWD x 10^3 with three or more digits: 5.83, 34.1, 210.</summary>
    public static string Swd(double? swdX1e3) => swdX1e3 switch
    {
        null => None,
        >= 100 => Text(swdX1e3.Value, "#,0"),
        >= 10 => Text(swdX1e3.Value, "0.0"),
        _ => Text(swdX1e3.Value, "0.00"),
    };

    /// <summary>
    /// A mean SWD x 10^3 over seeds and its standard error with as many digits as each other: 5.83 ± 0.21, 153.5 ± 2.0.
    /// </summary>
    public static string Swd(double? mean, double? standardError) =>
        WithError(mean, standardError, mean < 10 ? "0.00" : "#,0.0");

    /// <summary>
    /// SWD x 10^3 with two digits after the point, as in the paper's tables, and its standard error if there is one.
    /// </summary>
    public static string SwdInTable(double? swdX1e3, double? standardError = null) =>
        WithError(swdX1e3, standardError, "0.00");

    /// <summary>MS-SSIM with four digits, as in the paper, and its standard error if there is one.</summary>
    public static string MsSsim(double? similarity, double? standardError = null) =>
        WithError(similarity, standardError, "0.0000");

    /// <summary>Fréchet inception distance with two digits, and its standard error if there is one.</summary>
    public static string Fid(double? distance, double? standardError = null) =>
        WithError(distance, standardError, "#,0.00");

    /// <summary>Kernel inception distance with five digits, and its standard error if there is one.</summary>
    public static string Kid(double? distance, double? standardError = null) =>
        WithError(distance, standardError, "0.00000");

    /// <summary>The beginning of a file's SHA-256, by which people know it: <c>3f9ab2c1</c>.</summary>
    public static string ShortSha(string sha256) => sha256[..Math.Min(8, sha256.Length)];

    /// <summary>12,345.</summary>
    public static string Count(long count) => Text(count, "#,0");

    /// <summary><c>1 image</c>, <c>2,000 images</c>.</summary>
    public static string Plural(long count, string one, string? many = null) =>
        $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A message as a part of another sentence: without its full stop.</summary>
    public static string Clause(string message) => message.Trim().TrimEnd('.');

    /// <summary>A part of one: <c>31 %</c>.</summary>
    public static string Percent(double share) => $"{Text(Math.Round(share * 100), "0")} %";

    /// <summary>
    /// Share of what was asked for that had to be trained: <c>0.69</c>; a dash when nothing was asked for.
    /// </summary>
    public static string Ratio(double trained, double requested) =>
        requested > 0 ? Text(trained / requested, "0.00") : None;

    /// <summary>Images a second: 1,204, 12.5; a dash for none.</summary>
    public static string Rate(double imagesPerSecond) => imagesPerSecond switch
    {
        >= 100 => Text(imagesPerSecond, "#,0"),
        > 0 => Text(imagesPerSecond, "0.0"),
        _ => None,
    };

    /// <summary>Weight of the new layers: 0.44.</summary>
    public static string Alpha(double alpha) => Text(alpha, "0.00");

    /// <summary>
    /// <c>12 KB</c>, <c>512 MB</c>, <c>3.1 GB</c>: thousands, millions or thousands of millions of bytes.
    /// </summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => $"{Text(bytes / 1e9, "0.#")} GB",
        >= 1_000_000 => $"{Text(bytes / 1e6, "0.#")} MB",
        _ => $"{Text(bytes / 1e3, "0")} KB",
    };

    /// <summary>In its largest units: 42 s, 8 min, 2 h 05 min, 3 d 4 h.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, (int)time.TotalSeconds)} s",
        { TotalMinutes: < 60 } => $"{(int)time.TotalMinutes} min",
        { TotalHours: < 24 } => $"{(int)time.TotalHours} h {time.Minutes:00} min",
        _ => $"{(int)time.TotalDays} d {time.Hours} h",
    };

    /// <inheritdoc cref="Duration(TimeSpan)"/>
    public static string Duration(double seconds) => Duration(TimeSpan.FromSeconds(seconds));

    /// <summary><c>just now</c>, <c>12 min ago</c>.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) =>
        now - at < TimeSpan.FromSeconds(5) ? "just now" : $"{Duration(now - at)} ago";

    /// <summary>A state as one word in a sentence: <c>training</c>.</summary>
    public static string Status<T>(T status) where T : struct, Enum => status.ToString().ToLowerInvariant();

    /// <summary>
    /// A setting's value. Fractions that a random search drew are cut to four digits; tiny numbers are written as 1e-8.
    /// </summary>
    public static string Setting(string value)
    {
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out var number))
            return value;
        if (value.Contains('E', StringComparison.OrdinalIgnoreCase))
            return Text(number, "0.###e0");
        return value.Length > 7 && value.Contains('.', StringComparison.Ordinal)
            ? NumberText.Of(double.Parse(Text(number, "G4"), CultureInfo.InvariantCulture))
            : value;
    }

    private static string WithError(double? value, double? error, string format)
    {
        if (value is not { } known)
            return None;
        return Text(known, format) + (error is { } spread ? $" ± {Text(spread, format)}" : "");
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
