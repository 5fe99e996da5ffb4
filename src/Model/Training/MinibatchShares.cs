using System.Collections.Immutable;

namespace PgGanLab.Model.Training;

/// <summary>
/// Splits a minibatch into shares that one device takes at once. The groups of the minibatch standard deviation
/// layer stay whole: image n belongs to set n mod M (M sets of G images), so a share takes some sets, all of
/// their images, in their order.
/// </summary>
public static class MinibatchShares
{
    /// <summary>Indices of the images in each share.</summary>
    /// <param name="minibatch">Images N.</param>
    /// <param name="most">Most images in one share; 0: no limit.</param>
    /// <param name="group">Images of one set; 1 where no layer looks at more than one image.</param>
    /// <param name="devices">Devices that take shares; every one gets at least one where there are sets enough.</param>
    public static ImmutableArray<ImmutableArray<long>> Of(int minibatch, int most, int group, int devices)
    {
        var images = Math.Min(group, minibatch);
        var sets = minibatch / images;
        var setsAtOnce = most == 0 ? sets : Math.Clamp(most / images, 1, sets);
        setsAtOnce = Math.Min(setsAtOnce, (sets + devices - 1) / devices);
        return [.. Enumerable.Range(0, (sets + setsAtOnce - 1) / setsAtOnce)
            .Select(i => Share(i * setsAtOnce, Math.Min(setsAtOnce, sets - i * setsAtOnce), images, sets))];
    }

    private static ImmutableArray<long> Share(int first, int count, int images, int sets) =>
        [.. from member in Enumerable.Range(0, images)
            from set in Enumerable.Range(first, count)
            select (long)member * sets + set];
}
