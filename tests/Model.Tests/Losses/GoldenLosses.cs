using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

/// <summary>The golden networks with the inputs and results of one case.</summary>
internal sealed class GoldenLosses : IDisposable
{
    private readonly GoldenFile losses;
    private readonly string prefix;

    /// <param name="kind"><c>uncond</c> or <c>cond</c>.</param>
    /// <param name="resolution">Pixels.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <param name="numbers">What is computed in.</param>
    /// <param name="fused">Pooling before bias and activation.</param>
    public GoldenLosses(string kind, int resolution, double alpha, torch.ScalarType numbers, bool fused = false)
    {
        losses = new GoldenFile("losses", numbers: numbers);
        prefix = $"{kind}/{(alpha < 1 ? "res16_a0.7" : "res32_a1")}/";
        var shape = GoldenNets.At(resolution, alpha, kind == "cond", fused);
        (Generator, Discriminator) = (new Generator(shape), new Discriminator(shape));
        using var generator = new GoldenFile("generator", numbers: numbers);
        using var discriminator = new GoldenFile("discriminator", numbers: numbers);
        G = generator.Parameters($"{kind}/params", Generator.Layout);
        D = discriminator.Parameters($"{kind}/params", Discriminator.Layout);
    }

    public Generator Generator { get; }

    public Discriminator Discriminator { get; }

    public NetworkParameters G { get; }

    public NetworkParameters D { get; }

    public torch.Tensor Tensor(string name) => losses.Tensor(prefix + name);

    public torch.Tensor? Labels(string name) => losses.Has(prefix + name) ? Tensor(name) : null;

    public void Close(string name, torch.Tensor actual, double float32Bound) =>
        GoldenFile.Close(losses.Floats(prefix + name), actual, float32Bound);

    /// <summary>
    /// Every parameter's gradient; in float32 within 2e-4 + 5e-3 of its largest golden one, as rounding may flip
    /// the slope of a leaky ReLU.
    /// </summary>
    public void GradientClose(string name, ScaledParameters bound, ParameterLayout layout, torch.Tensor gradient)
    {
        Assert.Equal(bound.Stored.shape, gradient.shape);
        var expected = losses.Values(prefix + name, layout);
        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
        {
            var part = (int)offset..(int)(offset + spec.Count);
            var largest = expected[part].Max(Math.Abs);
            Assert.True(largest > 0, $"no golden gradient for {spec.Name}");
            GoldenFile.Close(expected[part], gradient.narrow(0, offset, spec.Count), 2e-4 + 5e-3 * largest);
        }
    }

    public void Dispose()
    {
        losses.Dispose();
        G.Dispose();
        D.Dispose();
    }
}
