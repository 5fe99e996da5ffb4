using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>A generator's images as people and metrics see them.</summary>
public static class GeneratedPixels
{
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
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var images = generator.Call(parameters.Bind(differentiable: false), latents, alpha, labels);    // [N,C,R,R]
        return (images * 127.5 + 127.5).round().clamp(0, 255).to(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
    }
}
