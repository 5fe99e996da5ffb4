namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// The sliced Wasserstein distance as the paper says it (Karras 2018, section 5), in plain loops and double precision:
/// what <see cref="PatchDescriptors"/> and <see cref="SlicedWasserstein"/> compute fast. Tests hold the two against
/// each other. Source: official metrics/sliced_wasserstein.py.
/// </summary>
public static class SwdReference
{
    private const int PatchSize = PatchDescriptors.PatchSize;
    private static readonly double[] Kernel = [1.0 / 16, 4.0 / 16, 6.0 / 16, 4.0 / 16, 1.0 / 16];

    /// <summary>
    /// Mean, over the directions, of the distance between the sorted projections of two sets of patches.
    /// </summary>
    /// <param name="a">[patches][C*49], normalised.</param>
    /// <param name="b">As many patches.</param>
    /// <param name="directions">[K][C*49], each of length 1.</param>
    /// <returns>Not yet x 10^3.</returns>
    public static double Distance(double[][] a, double[][] b, double[][] directions) =>
        directions.Average(direction => LineDistance(Project(a, direction), Project(b, direction)));

    /// <summary>Mean distance between two equally large sets of numbers in sorted order.</summary>
    public static double LineDistance(IEnumerable<double> a, IEnumerable<double> b) =>
        a.Order().Zip(b.Order(), (x, y) => Math.Abs(x - y)).Average();

    private static double[] Project(double[][] patches, double[] direction) =>
        [.. patches.Select(patch => patch.Zip(direction, (x, w) => x * w).Sum())];

    /// <summary>Patches of 7x7 pixels from one level of all images' Laplacian pyramids, normalised.</summary>
    /// <param name="images">Images.</param>
    /// <param name="level">Pixels of the pyramid level.</param>
    /// <param name="centers">[images][patches] where each patch's center is, in pixels of the level.</param>
    /// <returns>[images*patches][C*49]: channel, then x, then y.</returns>
    public static double[][] Descriptors(ImageSet images, int level, (int X, int Y)[][] centers)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(centers);
        var patches = new List<double[]>();
        for (var image = 0; image < images.Count; image++)
        {
            var channels = Enumerable.Range(0, images.Channels);
            var planes = channels.Select(channel => Level(Plane(images, image, channel), level)).ToArray();
            patches.AddRange(centers[image].Select(center => Cut(planes, center.X, center.Y)));
        }
        for (var channel = 0; channel < images.Channels; channel++)
            Normalise(patches, channel * PatchSize * PatchSize, PatchSize * PatchSize);
        return [.. patches];
    }

    private static double[,] Plane(ImageSet images, int image, int channel)
    {
        var size = images.Size;
        var pixels = images.Images[image].Span.Slice(channel * size * size, size * size);
        var plane = new double[size, size];
        for (var i = 0; i < pixels.Length; i++)
            plane[i / size, i % size] = pixels[i];
        return plane;
    }

    /// <summary>
    /// The image halved to the level's size, less what the next lower level can show of it (16 px: the image itself).
    /// </summary>
    private static double[,] Level(double[,] image, int level)
    {
        while (image.GetLength(0) > level)
            image = Halved(image);
        if (level == LaplacianPyramid.LowestLevel)
            return image;
        var shown = Doubled(Halved(image));
        return Each(level, (y, x) => image[y, x] - shown[y, x]);
    }

    /// <summary>Every second pixel of the blurred image.</summary>
    private static double[,] Halved(double[,] image)
    {
        var blurred = Blurred(image);
        return Each(image.GetLength(0) / 2, (y, x) => blurred[2 * y, 2 * x]);
    }

    /// <summary>
    /// Zeros between the pixels, blurred, and four times as strong, as only every fourth pixel is not zero.
    /// </summary>
    private static double[,] Doubled(double[,] image)
    {
        var size = 2 * image.GetLength(0);
        return Blurred(Each(size, (y, x) => y % 2 == 0 && x % 2 == 0 ? 4 * image[y / 2, x / 2] : 0));
    }

    /// <summary>Filtered along both axes; the edges reflect without repeating the edge pixel.</summary>
    private static double[,] Blurred(double[,] image)
    {
        var size = image.GetLength(0);
        int Mirror(int i) => i < 0 ? -i : i >= size ? 2 * size - 2 - i : i;
        var rows = Each(size, (y, x) => Enumerable.Range(0, 5).Sum(k => Kernel[k] * image[y, Mirror(x + k - 2)]));
        return Each(size, (y, x) => Enumerable.Range(0, 5).Sum(k => Kernel[k] * rows[Mirror(y + k - 2), x]));
    }

    private static double[] Cut(double[][,] planes, int centerX, int centerY) =>
    [
        .. from plane in planes
           from x in Enumerable.Range(centerX - PatchSize / 2, PatchSize)
           from y in Enumerable.Range(centerY - PatchSize / 2, PatchSize)
           select plane[y, x],
    ];

    /// <summary>Mean 0 and deviation 1 over all patches; a channel without any contrast becomes 0.</summary>
    private static void Normalise(List<double[]> patches, int first, int length)
    {
        var mean = patches.Average(patch => patch.Skip(first).Take(length).Average());
        var variance = patches.Average(p => p.Skip(first).Take(length).Average(v => (v - mean) * (v - mean)));
        foreach (var patch in patches)
            for (var i = first; i < first + length; i++)
                patch[i] = variance > 0 ? (patch[i] - mean) / Math.Sqrt(variance) : 0;
    }

    private static double[,] Each(int size, Func<int, int, double> value)
    {
        var plane = new double[size, size];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                plane[y, x] = value(y, x);
        return plane;
    }
}
