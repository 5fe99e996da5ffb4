using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Memory;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Training;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// A generator's images as people and metrics see them. An image depends on its latent vector alone, not on what is
/// drawn beside it: with batch normalization the statistics are those of the same 32 reference images in every call.
/// </summary>
public static class GeneratedPixels
{
    /// <summary>
    /// Draws images and brings [-1,1] to 0 to 255. Source: official train.py, <c>convert_to_uint8</c>.
    /// </summary>
    /// <param name="generator">The network.</param>
    /// <param name="parameters">G's or Gs' numbers.</param>
    /// <param name="latents">[N,L].</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <param name="labels">[N,K] one-hot; null where the generator knows no classes.</param>
    /// <returns>[N,C,R,R].</returns>
    public static byte[] Draw(
        Generator generator, NetworkParameters parameters, Tensor latents, double alpha, Tensor? labels = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(latents);
        using var mode = no_grad();
        var count = (int)latents.shape[0];
        var bytesEach = generator.Channels * generator.Resolution * generator.Resolution;
        var pixels = new byte[(long)count * bytesEach];
        var references = generator.NeedsWholeMinibatch ? DrawingBatch.References : 0;
        var atOnce = generator.NeedsWholeMinibatch ? DrawingBatch.References : DrawingBatch.AtOnce;
        HalvedPieces.Run(count, atOnce, (first, n) =>
        {
            var (drawn, classes) = (latents.narrow(0, first, n), labels?.narrow(0, first, n));
            if (references > 0)
                (drawn, classes) = BesideReferences(generator, drawn, classes);
            var images = generator.Call(parameters.Scaled(differentiable: false, references), drawn, alpha, classes)
                .narrow(0, references, n);
            var bytes = images.Times(127.5).Plus(127.5).round().Between(0, 255).to(ScalarType.Byte).cpu()
                .contiguous();  // [n,C,R,R]
            bytes.data<byte>().CopyTo(pixels, first * bytesEach);
        });
        return pixels;
    }

    private static (Tensor Latents, Tensor? Labels) BesideReferences(
        Generator generator, Tensor latents, Tensor? labels)
    {
        var references = RandomTensors.Normal(
            RandomStream.Seed(0, "draw/references", 0), [DrawingBatch.References, generator.LatentSize]);
        var classes = generator.ClassesInTurn(0, DrawingBatch.References, latents.device);
        return (cat([references.to(latents.device), latents]),
            labels is null || classes is null ? null : cat([classes, labels]));
    }
}
