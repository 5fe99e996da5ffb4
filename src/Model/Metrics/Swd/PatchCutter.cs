using System.Runtime.CompilerServices;

namespace PgGanLab.Model.Metrics.Swd;

/// <summary>
/// Cuts patches out of one pyramid level of images into panels of 64 descriptors; of use to one thread.
/// </summary>
/// <param name="images">Where the images are from.</param>
/// <param name="level">Pixels of the pyramid level.</param>
internal sealed class PatchCutter(IImageSequence images, int level)
{
    private const int Panel = PatchProjector.PanelSize;
    private const int PatchSize = PatchDescriptors.PatchSize;
    private const int ChannelLength = PatchSize * PatchSize * Panel;

    private readonly LaplacianPyramid pyramid = new(images.Size);
    private readonly int[] corners = new int[Panel];

    /// <summary>Cuts one image's patches.</summary>
    /// <param name="image">[C,R,R] uint8.</param>
    /// <param name="patches">Of this image and others.</param>
    /// <param name="first">The image's first entry among them.</param>
    /// <param name="end">After its last.</param>
    /// <param name="panels">[panels,C*49,64], of all entries.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Cut(ReadOnlySpan<byte> image, PatchPlaces patches, int first, int end, Span<float> panels)
    {
        var plane = images.Size * images.Size;
        for (var channel = 0; channel < images.Channels; channel++)
        {
            var pixels = pyramid.Level(image.Slice(channel * plane, plane), level);
            for (var (at, next) = (first, 0); at < end; at = next)
            {
                next = Math.Min(end, (at / Panel + 1) * Panel);
                for (var entry = at; entry < next; entry++)
                    corners[entry - at] = patches.Corner(entry);
                var start = (at / Panel * images.Channels + channel) * ChannelLength + at % Panel;
                Cut(pixels, corners.AsSpan(0, next - at), panels.Slice(start, ChannelLength - at % Panel));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut(ReadOnlySpan<float> pixels, ReadOnlySpan<int> corners, Span<float> panel)
    {
        for (var x = 0; x < PatchSize; x++)
        {
            for (var y = 0; y < PatchSize; y++)
            {
                var seen = pixels[(y * level + x)..];
                var to = panel.Slice((x * PatchSize + y) * Panel, corners.Length);
                for (var i = 0; i < corners.Length; i++)
                    to[i] = seen[corners[i]];
            }
        }
    }
}
