using System.Numerics;
using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Metrics.Swd;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Metrics.Nearest;

/// <summary>
/// What SWD sees of a single image: the 7x7 patches of each Laplacian level, projected onto random directions and
/// sorted. The mean difference of two signatures is the sliced Wasserstein distance between the images' own patches:
/// near for images of the same look, wherever its parts lie.
/// </summary>
public sealed class PatchSignature
{
    private const int Directions = 16;
    private const int Patches = PatchDescriptors.PatchesPerImage;
    private const int Reach = PatchDescriptors.PatchSize / 2;
    private const int PatchArea = PatchDescriptors.PatchSize * PatchDescriptors.PatchSize;

    private readonly int size;
    private readonly int channels;
    private readonly LaplacianPyramid pyramid;
    private readonly Level[] levels;
    private readonly float[] patch;

    /// <param name="size">Pixels of the images, at least 16.</param>
    /// <param name="channels">1, 3 or 4.</param>
    public PatchSignature(int size, int channels)
    {
        this.size = size;
        this.channels = channels;
        pyramid = new LaplacianPyramid(size);
        patch = new float[channels * PatchArea];
        levels =
        [
            .. LaplacianPyramid.Levels(size).Select(level => new Level(level, Centers(level), Rows(level, channels))),
        ];
    }

    /// <summary>Numbers of a signature.</summary>
    public int Length => levels.Length * Directions * Patches;

    /// <summary>Numbers of one level in a signature.</summary>
    public static int LevelLength => Directions * Patches;

    /// <summary>Signature of one image.</summary>
    /// <param name="image">[C,R,R] uint8.</param>
    /// <param name="signature">[Length]; each level's numbers, one direction after the other, ascending.</param>
    public void Of(ReadOnlySpan<byte> image, Span<float> signature)
    {
        var plane = size * size;
        foreach (var level in levels)
        {
            var pixels = new float[channels * level.Size * level.Size];
            for (var channel = 0; channel < channels; channel++)
            {
                var seen = pyramid.Level(image.Slice(channel * plane, plane), level.Size);
                seen.CopyTo(pixels.AsSpan(channel * level.Size * level.Size));
            }
            for (var i = 0; i < Patches; i++)
            {
                Cut(pixels, level, i);
                for (var d = 0; d < Directions; d++)
                    signature[d * Patches + i] = Dot(patch, level.Rows.AsSpan(d * patch.Length, patch.Length));
            }
            for (var d = 0; d < Directions; d++)
                signature.Slice(d * Patches, Patches).Sort();
            signature = signature[LevelLength..];
        }
    }

    private void Cut(float[] pixels, Level level, int i)
    {
        var (x, y) = ((int)level.Centers[2 * i] - Reach, (int)level.Centers[2 * i + 1] - Reach);
        for (var channel = 0; channel < channels; channel++)
            for (var row = 0; row < PatchDescriptors.PatchSize; row++)
                pixels.AsSpan((channel * level.Size + y + row) * level.Size + x, PatchDescriptors.PatchSize)
                    .CopyTo(patch.AsSpan(channel * PatchArea + row * PatchDescriptors.PatchSize));
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        var result = Vector.Sum(sum);
        for (; i < a.Length; i++)
            result += a[i] * b[i];
        return result;
    }

    private static long[] Centers(int level)
    {
        var seed = RandomStream.Seed(0, "nearest/places", level);
        using var places = RandomTensors.Whole(seed, Reach, level - Reach, [Patches, 2]);
        return places.data<long>().ToArray();
    }

    /// <summary>[16,C*49], each row of length 1.</summary>
    private static float[] Rows(int level, int channels)
    {
        using var scope = NewDisposeScope();
        var seed = RandomStream.Seed(0, "nearest/directions", level);
        var rows = RandomTensors.Normal(seed, [Directions, channels * PatchArea]);
        return (rows / rows.Squared().sum([1], keepdim: true).sqrt()).ToHost();
    }

    private sealed record Level(int Size, long[] Centers, float[] Rows);
}
