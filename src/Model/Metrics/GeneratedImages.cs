using PgGanLab.Growth.Determinism;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Metrics;

/// <summary>
/// A generator's images of random latents, drawn once, in order; what was drawn is kept (beyond 256 MB in a temporary
/// file), because each pyramid level looks at all of them.
/// </summary>
/// <param name="generator">The network.</param>
/// <param name="parameters">Gs' numbers.</param>
/// <param name="alpha">Weight of the newest layers.</param>
/// <param name="count">Images.</param>
/// <param name="seed">Of the latents; 0 in the lab.</param>
/// <param name="classOf">Class of each image, where the generator knows classes; without it they come in turn.</param>
public sealed class GeneratedImages(
    Generator generator, NetworkParameters parameters, double alpha, int count, long seed = 0,
    Func<int, int>? classOf = null) : IImageSequence, IDisposable
{
    private const int ImagesAtOnce = 64;
    private readonly OverflowBuffer drawn = new(limit: 256L << 20);

    public int Channels => generator.Channels;

    public int Size => generator.Resolution;

    public int Count => count;

    public void Read(int first, Span<byte> pixels, CancellationToken stop)
    {
        var bytes = this.ImageBytes();
        while (drawn.Length < (long)first * bytes + pixels.Length)
            DrawMore((int)(drawn.Length / bytes), stop);
        drawn.Read((long)first * bytes, pixels);
    }

    public void Dispose() => drawn.Dispose();

    private void DrawMore(int first, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using var scope = torch.NewDisposeScope();
        var n = Math.Min(ImagesAtOnce, count - first);
        var device = parameters.Stored.device;
        var latents = RandomTensors.Normal(RandomStream.Seed(seed, "swd/latents", first), [n, generator.LatentSize]);
        drawn.Append(GeneratedPixels.Draw(
            generator, parameters, latents.to(device), alpha, Labels(first, n, device)));  // [n,C,R,R]
    }

    private torch.Tensor? Labels(int first, int n, torch.Device device) => classOf is null || generator.Labels == 0
        ? generator.ClassesInTurn(first, n, device)
        : OneHot.Of([.. Enumerable.Range(first, n).Select(classOf)], generator.Labels, device);
}
