using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

public sealed class WganGpTests : TorchTest
{
    private static readonly WganGpSettings Settings = new(PenaltyWeight: 10, PenaltyTarget: 1, DriftWeight: 0.001);

    [Theory]
    [InlineData(16, 0.7, "res16_a0.7")]
    [InlineData(32, 1, "res32_a1")]
    public void the_discriminators_loss_and_gradients_are_those_of_the_official_code(int resolution, double alpha, string tag)
    {
        using var nets = new Nets(resolution, alpha, tag);
        var fakes = nets.Generator.Call(nets.G.Bind(differentiable: false), nets.Tensor("d_latents"), alpha);
        var d = nets.D.Bind(differentiable: true);

        var terms = WganGp.Discriminator(
            images => nets.Discriminator.Call(d, images, alpha), nets.Tensor("reals"), fakes, nets.Tensor("mix"), Settings);

        nets.Close("fakes", fakes, 5e-5);
        nets.Close("real_scores", terms.RealScores, 1e-4);
        nets.Close("fake_scores", terms.FakeScores, 1e-4);
        nets.Close("mixed_norms_native", terms.GradientNorms, 1e-4);
        nets.Close("gradient_penalty_native", terms.GradientPenalties, 1e-4);
        nets.Close("d_loss_native", terms.Loss, 1e-4);
        nets.GradientClose("grad_d_native", d, nets.Discriminator.Layout, torch.autograd.grad([terms.Loss], [d.Stored])[0]);
    }

    [Theory]
    [InlineData(16, 0.7, "res16_a0.7")]
    [InlineData(32, 1, "res32_a1")]
    public void the_generators_loss_and_gradients_are_those_of_the_official_code(int resolution, double alpha, string tag)
    {
        using var nets = new Nets(resolution, alpha, tag);
        var g = nets.G.Bind(differentiable: true);
        var d = nets.D.Bind(differentiable: false);

        var scores = nets.Discriminator.Call(d, nets.Generator.Call(g, nets.Tensor("g_latents"), alpha), alpha);
        var loss = WganGp.Generator(scores);

        nets.Close("g_fake_scores", scores, 1e-4);
        nets.Close("g_loss", loss, 1e-4);
        nets.GradientClose("grad_g", g, nets.Generator.Layout, torch.autograd.grad([loss], [g.Stored])[0]);
    }

    /// <summary>The golden networks with the inputs and results of one case.</summary>
    private sealed class Nets : IDisposable
    {
        private readonly GoldenFile losses = new("losses");
        private readonly string prefix;

        public Nets(int resolution, double alpha, string tag)
        {
            prefix = $"uncond/{tag}/";
            var shape = GoldenNets.At(resolution, alpha);
            (Generator, Discriminator) = (new Generator(shape), new Discriminator(shape));
            using var generator = new GoldenFile("generator");
            using var discriminator = new GoldenFile("discriminator");
            G = generator.Parameters("uncond/params", Generator.Layout);
            D = discriminator.Parameters("uncond/params", Discriminator.Layout);
        }

        public Generator Generator { get; }

        public Discriminator Discriminator { get; }

        public NetworkParameters G { get; }

        public NetworkParameters D { get; }

        public torch.Tensor Tensor(string name) => losses.Tensor(prefix + name);

        public void Close(string name, torch.Tensor actual, double tolerance) => Numbers.Close(losses.Floats(prefix + name), actual.ToHost(), tolerance);

        public void GradientClose(string name, BoundParameters bound, ParameterLayout layout, torch.Tensor gradient)
        {
            Assert.Equal(bound.Stored.shape, gradient.shape);
            var (expected, actual) = (losses.Values(prefix + name, layout), gradient.ToHost());
            foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
            {
                var part = (int)offset..(int)(offset + spec.Count);
                var largest = expected[part].Max(Math.Abs);
                Assert.True(largest > 0, $"no golden gradient for {spec.Name}");
                Numbers.Close(expected[part], actual[part], 2e-5 + 1e-3 * largest);
            }
        }

        public void Dispose()
        {
            losses.Dispose();
            G.Dispose();
            D.Dispose();
        }
    }
}
