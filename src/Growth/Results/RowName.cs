using System.Globalization;
using System.Text.RegularExpressions;

namespace PgGanLab.Growth.Results;

/// <summary>Words of a row.</summary>
internal static partial class RowName
{
    /// <summary><c>(e*) + minibatch discrimination</c> to its letter and the rest.</summary>
    public static (string Letter, string Configuration) Split(string name) =>
        Lettered().Match(name) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : ("", name);

    /// <summary>Why a result can't be compared with those on the common ground.</summary>
    public static string WhyElsewhere(Measurement result, Measurement common) =>
        result.Resolution != common.Resolution ? string.Create(CultureInfo.InvariantCulture, $"not compared: measured at {result.Resolution} px, the others at {common.Resolution} px")
        : result.Nimg != common.Nimg ? string.Create(CultureInfo.InvariantCulture, $"not compared: {result.Nimg / 1000.0:#,0.###} kimg, the others {common.Nimg / 1000.0:#,0.###}")
        : string.Create(CultureInfo.InvariantCulture, $"not compared: measured with {result.Images} images, the others with {common.Images}");

    [GeneratedRegex(@"^(\([^()\s]{1,4}\))\s+(.+)$")]
    private static partial Regex Lettered();
}
