using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// The places that some images' patches are cut from, each place once, with how often it was drawn. A 16x16 level has
/// only 100 places, so nearly half of an image's 128 patches there are copies of others.
/// </summary>
internal sealed class PatchPlaces
{
    /// <summary>Most copies that one entry counts; more make another entry.</summary>
    public const int MostTimes = 4;

    private readonly int[] starts;
    private readonly List<int> corners = [];
    private readonly List<byte> times = [];

    /// <param name="centers">[images,patches,2] x and y of the patches' centers.</param>
    /// <param name="patches">Patches of each image.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="reach">Pixels from a patch's center to its edge.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PatchPlaces(ReadOnlySpan<long> centers, int patches, int level, int reach)
    {
        starts = new int[centers.Length / 2 / patches + 1];
        var entries = new int[level * level];  // by corner; entries of earlier images are recognised
        for (var image = 0; image < starts.Length - 1; image++)
        {
            starts[image] = corners.Count;
            for (var patch = image * patches; patch < (image + 1) * patches; patch++)
            {
                var x = centers[2 * patch] - reach;
                var y = centers[2 * patch + 1] - reach;
                Add((int)(y * level + x), entries, starts[image]);
            }
        }
        starts[^1] = corners.Count;
    }

    /// <summary>Entries of all images.</summary>
    public int Count => corners.Count;

    /// <summary>Where an image's first entry is; that of the image after the last one is <see cref="Count"/>.</summary>
    public int Start(int image) => starts[image];

    /// <summary>The upper left pixel of an entry's patch, as y * level + x.</summary>
    public int Corner(int entry) => corners[entry];

    /// <summary>How often each entry's patch was drawn, 1 to 4.</summary>
    public ReadOnlySpan<byte> Times => CollectionsMarshal.AsSpan(times);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int corner, int[] entries, int start)
    {
        ref var entry = ref entries[corner];
        if (entry >= start && entry < corners.Count && corners[entry] == corner && times[entry] < MostTimes)
        {
            times[entry]++;
            return;
        }
        entry = corners.Count;
        corners.Add(corner);
        times.Add(1);
    }
}
