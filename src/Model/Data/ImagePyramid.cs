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
    private readonly float[] current;
    private readonly float[] halved;

    /// <param name="channels">1 or 3.</param>
    /// <param name="resolution">Pixels of the largest image, a power of two from 4.</param>
    public ImagePyramid(int channels, int resolution)
    {
        this.channels = channels;
        resolutions = [.. DatasetManifest.Resolutions(resolution)];
        levels = [.. resolutions.Select(r => new byte[channels * r * r])];
        current = new float[channels * resolution * resolution];
        halved = new float[current.Length / 4];
    }

    /// <summary>[C,R,R] of the largest image, to be filled in.</summary>
    public Span<byte> Largest => levels[0];

    /// <summary>[C,r,r] with r = R / 2^level.</summary>
    public ReadOnlySpan<byte> Level(int level) => levels[level];

    /// <summary>Computes all lower resolutions from <see cref="Largest"/>.</summary>
    public void FillLowerLevels()
    {
        for (var i = 0; i < levels[0].Length; i++)
            current[i] = levels[0][i];
        for (var level = 1; level < levels.Length; level++)
        {
            Halve(resolutions[level - 1]);
            for (var i = 0; i < levels[level].Length; i++)
            {
                current[i] = halved[i];
                levels[level][i] = (byte)MathF.Round(halved[i], MidpointRounding.ToEven);
            }
        }
    }

    private void Halve(int size)
    {
        var half = size / 2;
        for (var row = 0; row < channels * half; row++)                     // rows of all channels: [C*r/2]
        {
            var above = current.AsSpan(2 * row * size, size);
            var below = current.AsSpan((2 * row + 1) * size, size);
            for (var x = 0; x < half; x++)
                halved[row * half + x] = (above[2 * x] + above[2 * x + 1] + below[2 * x] + below[2 * x + 1]) * 0.25f;
        }
    }
}
