using System.Globalization;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>
/// The classes that a dataset's images have: one without an image would be asked of G, and never be shown to D.
/// </summary>
/// <param name="Labels">[N] 0 to Count - 1; empty without labels.</param>
/// <param name="Count">How many classes occur; 0 without labels.</param>
/// <param name="Names">Their names; empty where they are the numbers themselves.</param>
internal sealed record OccurringClasses(int[] Labels, int Count, IReadOnlyList<string> Names)
{
    /// <param name="labels">[N] as the source numbers them.</param>
    /// <param name="source">Knows how many classes there could be, and their names.</param>
    public static OccurringClasses Of(IReadOnlyList<int> labels, IImageSource source)
    {
        if (source.Labels == 0)
            return new OccurringClasses([], 0, []);
        int[] present = [.. labels.Distinct().Order()];
        if (present.Length == source.Labels)
            return new OccurringClasses([.. labels], source.Labels, source.Classes);
        var places = present.Select((label, at) => (label, at)).ToDictionary(p => p.label, p => p.at);
        var names = present.Select(label => source.Classes.ElementAtOrDefault(label)
            ?? label.ToString(CultureInfo.InvariantCulture));
        return new OccurringClasses([.. labels.Select(label => places[label])], present.Length, [.. names]);
    }
}

/// <summary>What <see cref="DatasetWriter"/> wrote.</summary>
/// <param name="Files">One of raw pixels for each resolution, largest first, then the labels.</param>
/// <param name="Damaged">Images that could not be used.</param>
/// <param name="Classes">The classes of the others.</param>
internal sealed record WrittenImages(
    IReadOnlyList<DatasetFile> Files, IReadOnlyList<DamagedImage> Damaged, OccurringClasses Classes);
