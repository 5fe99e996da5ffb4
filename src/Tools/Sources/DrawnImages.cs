using PgGanLab.Model.Drawing;
using PgGanLab.Model.Export;
using TorchSharp;

namespace PgGanLab.Tools.Sources;

/// <summary>
/// Images of a generator by seed, drawn a few at a time, so that any number of them takes the same memory.
/// </summary>
/// <param name="generator">Draws them.</param>
/// <param name="seeds">One an image.</param>
/// <param name="classes">One an image; null where the generator knows none.</param>
/// <param name="truncate">What is done to latents, [N,L], before they are drawn.</param>
internal sealed class DrawnImages(
    LoadedGenerator generator, IReadOnlyList<long> seeds, IReadOnlyList<int>? classes,
    Func<torch.Tensor, torch.Tensor> truncate)
{
    private const int AtOnce = 32;

    public int Count => seeds.Count;

    public IReadOnlyList<int>? Classes => classes;

    public int Channels => generator.Network.Channels;

    /// <summary>Pixels of a side.</summary>
    public int Resolution => generator.Network.Resolution;

    /// <summary>Bytes of one image's pixels.</summary>
    public int ImageBytes => Channels * Resolution * Resolution;

    /// <summary>
    /// Each image's place and its pixels, [C,R,R] uint8, which are valid until the next one is asked for.
    /// </summary>
    /// <exception cref="OperationCanceledException">It is given up.</exception>
    public IEnumerable<(int Place, ReadOnlyMemory<byte> Pixels)> OneByOne(CancellationToken stop) =>
        OneByOne(0, Count, stop);

    /// <summary>The same of some images.</summary>
    /// <param name="from">Place of the first.</param>
    /// <param name="length">How many.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="OperationCanceledException">It is given up.</exception>
    public IEnumerable<(int Place, ReadOnlyMemory<byte> Pixels)> OneByOne(int from, int length, CancellationToken stop)
    {
        for (var first = from; first < from + length; first += AtOnce)
        {
            stop.ThrowIfCancellationRequested();
            var count = Math.Min(AtOnce, from + length - first);
            var pixels = Draw(first, count);
            for (var i = 0; i < count; i++)
            {
                stop.ThrowIfCancellationRequested();
                yield return (first + i, pixels.AsMemory(i * ImageBytes, ImageBytes));
            }
        }
    }

    private byte[] Draw(int first, int count)
    {
        using var scope = torch.NewDisposeScope();
        var latents = truncate(SeededLatents.Of([.. seeds.Skip(first).Take(count)], generator.Network.LatentSize));
        return generator.Draw(latents, classes?.Skip(first).Take(count).ToList());
    }
}
