using System.Globalization;
using System.Text.RegularExpressions;
using NetVips;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>
/// Bytes between a JPEG's last pixels and its end marker, as in Kaggle's cats and dogs. Nothing of the image is
/// missing: without them it decodes whole.
/// </summary>
internal static partial class StrayBytes
{
    /// <summary>What is said of a file with so many.</summary>
    public static string Warning(int count) =>
        $"the JPEG has {count} stray {(count == 1 ? "byte" : "bytes")} before its end marker, but decodes whole";

    /// <summary>How many there are, as libjpeg says; null where something else is wrong.</summary>
    public static int? Count(BadImageException failure) =>
        failure.InnerException is VipsException { Message: var text }
        && Said().Match(text) is { Success: true, Groups: var groups }
            && int.TryParse(groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    /// <summary>The file without the bytes before its last end marker; null where there aren't as many.</summary>
    public static byte[]? Without(ReadOnlySpan<byte> file, int count)
    {
        var end = file.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
        return end > count ? [.. file[..(end - count)], .. file[end..]] : null;
    }

    [GeneratedRegex("Corrupt JPEG data: ([0-9]+) extraneous bytes before marker 0xd9")]
    private static partial Regex Said();
}
