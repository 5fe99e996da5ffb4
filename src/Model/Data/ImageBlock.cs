using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>A few images at every resolution, on their way from a reading thread to the files. Reused.</summary>
internal sealed class ImageBlock
{
    private readonly IImageSource source;
    private readonly ImagePyramid pyramid;
    private readonly byte[][] levels;
    private readonly int[] labels;
    private readonly List<DamagedImage> damaged = [];
    private int count;

    /// <param name="source">Where images come from.</param>
    /// <param name="capacity">Most images at once.</param>
    public ImageBlock(IImageSource source, int capacity)
    {
        this.source = source;
        pyramid = new ImagePyramid(source.Channels, source.Resolution);
        levels = [.. DatasetManifest.Resolutions(source.Resolution)
            .Select(r => new byte[capacity * source.Channels * r * r])];
        labels = new int[capacity];
    }

    /// <summary>Images of the source that it stands for, damaged ones included.</summary>
    public int Read { get; private set; }

    /// <summary>Those of them that could not be used, in order.</summary>
    public IReadOnlyList<DamagedImage> Damaged => damaged;

    /// <summary>How many of these were not decoded, as they have no label.</summary>
    public int Unlabelled { get; private set; }

    /// <summary>[n,C,r,r] of the good images, r = R / 2^level.</summary>
    public ReadOnlySpan<byte> Level(int level) => levels[level].AsSpan(0, count * pyramid.Level(level).Length);

    /// <summary>[n] classes of the good images.</summary>
    public ReadOnlySpan<int> Labels => labels.AsSpan(0, count);

    /// <summary>Reads images number <paramref name="first"/> and on.</summary>
    public void Fill(int first, int images, CancellationToken stop)
    {
        (Read, Unlabelled, count) = (images, 0, 0);
        damaged.Clear();
        for (var i = 0; i < images && !stop.IsCancellationRequested; i++)
        {
            try
            {
                labels[count] = source.Read(first + i, pyramid.Largest);
            }
            catch (DamagedImageException e)
            {
                damaged.Add(e.Image);
                Unlabelled += e.LacksLabel ? 1 : 0;
                continue;
            }
            pyramid.FillLowerLevels();
            for (var level = 0; level < levels.Length; level++)
                pyramid.Level(level).CopyTo(levels[level].AsSpan(count * pyramid.Level(level).Length));
            count++;
        }
    }
}
