namespace PgGanLab.Model.Data;

/// <summary>
/// One image at every resolution down to 4. Lower resolutions are means of 2x2 pixels, kept exact between the levels
/// and rounded half to even at each. Source: official dataset_tool.py, <c>TFRecordExporter.add_image</c>.
/// </summary>
public sealed class ImagePyramid
{
    private readonly int[] resolutions;
    private readonly byte[][] levels;
    private readonly ushort[] fours;
    private readonly uint[] sums;

    /// <param name="channels">1, 3 or 4.</param>
    /// <param name="resolution">Pixels of the largest image, a power of two from 4.</param>
    public ImagePyramid(int channels, int resolution)
    {
        resolutions = [.. DatasetManifest.Resolutions(resolution)];
        levels = [.. resolutions.Select(r => new byte[channels * r * r])];
        fours = new ushort[channels * resolution * resolution / 4];
        sums = new uint[fours.Length / 4];
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
            var size = resolutions[level - 1];
            var means = levels[level];
            if (level == 1)
            {
                BlockSums.Of(levels[0], size, fours);
                BlockSums.Means(fours, means);
                continue;
            }
            if (level == 2)
                BlockSums.Of(fours, size, sums);
            else
                BlockSums.Of(sums, size, means.Length);
            BlockSums.Means(sums.AsSpan(0, means.Length), 2 * level, means);
        }
    }
}
