using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Cli.Output;

/// <summary>Lists images that can't be used, a line each, on the error writer.</summary>
internal static class DamagedList
{
    /// <param name="damaged">The images.</param>
    /// <param name="screen">Where.</param>
    /// <param name="most">More are counted only.</param>
    /// <param name="others">What says which they are.</param>
    public static void Show(IReadOnlyCollection<DamagedImage> damaged, Screen screen, int most, string others)
    {
        foreach (var image in damaged.Take(most))
            screen.Remark($"unusable: {image.Name}: {image.Reason}");
        if (damaged.Count > most)
            screen.Remark($"… and {Readable.Count(damaged.Count - most)} more; {others}.");
    }
}
