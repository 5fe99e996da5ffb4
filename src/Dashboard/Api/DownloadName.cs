using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Grains.Store;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Dashboard.Api;

/// <summary>File names that say what is in the file.</summary>
internal static partial class DownloadName
{
    /// <summary><c>fashion-demo-x1y2.3-16px-64kimg.safetensors</c></summary>
    public static string Of(string experimentId, CheckpointFile checkpoint, GeneratorFormat format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{NotInFileNames().Replace(experimentId, "-")}-{checkpoint.Resolution}px-"
        + $"{checkpoint.Nimg / 1000.0:0.###}kimg.{format.Word()}");

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotInFileNames();
}
