namespace PgGanLab.Model.Data;

/// <summary>
/// Real images as D sees them: in [-1,1], some mirrored, and while new layers fade in blended with their own lower
/// resolution. Source: official train.py, <c>process_reals</c>.
/// </summary>
public static class RealImages
{
    private static readonly float[] Drange =
        [.. Enumerable.Range(0, 256).Select(x => (float)(x * (double)(2f / 255f) - 1))];

    /// <summary>Processes one channel of one image.</summary>
    /// <param name="pixels">[R,R] uint8.</param>
    /// <param name="size">R.</param>
    /// <param name="mirror">Flip horizontally.</param>
    /// <param name="alpha">Weight of the full resolution, 0 to 1; the rest is the image averaged over 2x2
    /// pixels.</param>
    /// <param name="result">[R,R], filled in.</param>
    public static void Process(ReadOnlySpan<byte> pixels, int size, bool mirror, double alpha, Span<float> result)
    {
        for (var y = 0; y < size; y++)
        {
            var from = pixels.Slice(y * size, size);
            var to = result.Slice(y * size, size);
            for (var x = 0; x < size; x++)
                to[x] = Drange[from[mirror ? size - 1 - x : x]];
        }
        if (alpha < 1)
            BlendWithLowerResolution(result, size, (float)(1 - alpha));
    }

    private static void BlendWithLowerResolution(Span<float> image, int size, float weight)
    {
        for (var y = 0; y < size; y += 2)
        {
            var above = image.Slice(y * size, size);
            var below = image.Slice((y + 1) * size, size);
            for (var x = 0; x < size; x += 2)
            {
                var mean = (above[x] + above[x + 1] + below[x] + below[x + 1]) * 0.25f;
                above[x] += (mean - above[x]) * weight;
                above[x + 1] += (mean - above[x + 1]) * weight;
                below[x] += (mean - below[x]) * weight;
                below[x + 1] += (mean - below[x + 1]) * weight;
            }
        }
    }
}
