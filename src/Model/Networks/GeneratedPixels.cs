using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>A generator's images as people and metrics see them.</summary>
public static class GeneratedPixels
{
    /// <summary>Images that are drawn at once. So few take less memory than any training step, and the number never depends on who asks.</summary>
    private const int ImagesAtOnce = 8;

    /// <summary>Draws images and brings [-1,1] to 0 to 255. Source: official train.py, <c>convert_to_uint8</c>.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="parameters">G's or Gs' numbers.</param>
    /// <param name="latents">[N,L].</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <param name="labels">[N,K] one-hot; null where the generator knows no classes.</param>
    /// <returns>[N,C,R,R].</returns>
    public static byte[] Draw(Generator generator, NetworkParameters parameters, Tensor latents, double alpha, Tensor? labels = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(latents);
        using var mode = no_grad();
        var count = latents.shape[0];
        var pixels = new byte[count * generator.Channels * generator.Resolution * generator.Resolution];
        var atOnce = generator.NeedsWholeMinibatch ? count : ImagesAtOnce;
        for (var (first, filled) = (0L, 0); first < count; first += atOnce)
        {
            using var scope = NewDisposeScope();
            var n = Math.Min(atOnce, count - first);
            var images = generator.Call(parameters.Bind(differentiable: false), latents.narrow(0, first, n), alpha, labels?.narrow(0, first, n));    // [n,C,R,R]
            var drawn = images.Times(127.5).Plus(127.5).round().Between(0, 255).to(ScalarType.Byte).cpu().contiguous();
            drawn.data<byte>().CopyTo(pixels, filled);
            filled += (int)drawn.numel();
        }
        return pixels;
    }
}
