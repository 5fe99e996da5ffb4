using System.Runtime.CompilerServices;
using PgGanLab.Model.Imaging;

namespace PgGanLab.Model.Data;

/// <summary>
/// One image at every resolution down to 4. Lower resolutions are means of 2x2 pixels, kept as float between the levels and rounded half
/// to even at each. Source: official dataset_tool.py, <c>TFRecordExporter.add_image</c>.
/// </summary>
public sealed class ImagePyramid
{
    private readonly int channels;
    private readonly int[] resolutions;
    private readonly byte[][] levels;
    private readonly float[] means;

    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="resolution">Pixels of the largest image, a power of two from 4.</param>
    public ImagePyramid(int channels, int resolution)
    {
        this.channels = channels;
        resolutions = [.. DatasetManifest.Resolutions(resolution)];
        levels = [.. resolutions.Select(r => new byte[channels * r * r])];
        means = new float[channels * resolution * resolution / 4];
    }

    /// <summary>[C,R,R] of the largest image, to be filled in.</summary>
    public Span<byte> Largest => levels[0];

    /// <summary>[C,r,r] with r = R / 2^level.</summary>
    public ReadOnlySpan<byte> Level(int level) => levels[level];

    /// <summary>Computes all lower resolutions from <see cref="Largest"/>.</summary>
    public void FillLowerLevels()
    {
        for (var level = 1; level < levels.Length; level++)
        {
            if (level == 1)
                Halve(levels[0], resolutions[0]);
            else
                Halve(resolutions[level - 1]);
            Rounding.ToBytes(means.AsSpan(0, levels[level].Length), levels[level]);
        }
    }

    /// <summary>Means of bytes; all sums down to 4 px are exact in float, whatever their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halve(ReadOnlySpan<byte> pixels, int size)
    {
        var half = size / 2;
        for (var row = 0; row < channels * half; row++)                     // rows of all channels: [C*r/2]
        {
            var above = pixels.Slice(2 * row * size, size);
            var below = pixels.Slice((2 * row + 1) * size, size);
            var mean = means.AsSpan(row * half, half);
            for (int x = 0, at = 0; x < mean.Length; x++, at += 2)
                mean[x] = (above[at] + above[at + 1] + below[at] + below[at + 1]) * 0.25f;
        }
    }

    /// <summary>Means of the means of the level above, in place: no row is written before it was read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Halve(int size)
    {
        var half = size / 2;
        for (var row = 0; row < channels * half; row++)
        {
            var above = means.AsSpan(2 * row * size, size);
            var below = means.AsSpan((2 * row + 1) * size, size);
            var mean = means.AsSpan(row * half, half);
            for (int x = 0, at = 0; x < mean.Length; x++, at += 2)
                mean[x] = (above[at] + above[at + 1] + below[at] + below[at + 1]) * 0.25f;
        }
    }
}
