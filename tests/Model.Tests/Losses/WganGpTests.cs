using PgGanLab.Model.Losses;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Tests.Losses;

public sealed class WganGpTests : TorchTest
{
    public static TheoryData<string, int, double, torch.ScalarType> Cases => new(
        from kind in new[] { "uncond", "cond" }
        from shape in new[] { (Resolution: 16, Alpha: 0.7), (Resolution: 32, Alpha: 1) }
        from numbers in GoldenNets.NumberTypes
        select (kind, shape.Resolution, shape.Alpha, numbers));

    private static WganGp Loss(double penaltyScale = 1) =>
        new(penaltyWeight: 10, penaltyTarget: 1, driftWeight: 0.001, new LabelWeights(1, 1))
        {
            PenaltyScale = penaltyScale
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void the_discriminators_loss_is_that_of_the_official_code(
        string kind, int resolution, double alpha, torch.ScalarType numbers)
    {
        using var nets = new GoldenLosses(kind, resolution, alpha, numbers);
        var (terms, d) = Discriminator(nets, Loss(), alpha);

        nets.Close("real_scores", terms.RealScores, 1e-4);
        nets.Close("fake_scores", terms.FakeScores, 1e-4);
        nets.Close("mixed_norms_native", terms.Penalty!.Norms, 1e-4);
        nets.Close("gradient_penalty_native", terms.Penalty.Penalties, 1e-4);
        if (kind == "cond")
        {
            nets.Close("label_penalty_reals", terms.RealLabelPenalties!, 1e-4);
            nets.Close("label_penalty_fakes", terms.FakeLabelPenalties!, 1e-4);
        }
        nets.Close("d_loss_native", terms.Losses.mean(), 1e-4);
        if (kind == "uncond" || alpha == 1)
            nets.GradientClose(
                "grad_d_native", d, nets.Discriminator.Layout,
                torch.autograd.grad([terms.Losses.mean()], [d.Stored])[0]);
    }

    [Theory]
    [InlineData("uncond", torch.ScalarType.Float64)]
    [InlineData("uncond", torch.ScalarType.Float32)]
    [InlineData("cond", torch.ScalarType.Float64)]
    [InlineData("cond", torch.ScalarType.Float32)]
    public void official_norms_are_those_by_the_pixels_of_the_final_resolution(string kind, torch.ScalarType numbers)
    {
        using var nets = new GoldenLosses(kind, 16, 0.7, numbers);
        var (terms, d) = Discriminator(nets, Loss(penaltyScale: 16.0 / 32), 0.7);

        nets.Close("mixed_norms_official", terms.Penalty!.Norms, 1e-4);
        nets.Close("gradient_penalty_official", terms.Penalty.Penalties, 1e-4);
        nets.Close("d_loss_official", terms.Losses.mean(), 1e-4);
        if (kind == "uncond")
            nets.GradientClose(
                "grad_d_official", d, nets.Discriminator.Layout,
                torch.autograd.grad([terms.Losses.mean()], [d.Stored])[0]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void with_fused_scale_the_loss_is_that_of_the_official_default(
        string kind, int resolution, double alpha, torch.ScalarType numbers)
    {
        using var nets = new GoldenLosses(kind, resolution, alpha, numbers, fused: true);
        var (terms, _) = Discriminator(nets, Loss(), alpha);
        nets.Close("fused_mixed_norms_native", terms.Penalty!.Norms, 1e-4);
        nets.Close("fused_d_loss_native", terms.Losses.mean(), 1e-4);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void the_generators_loss_is_that_of_the_official_code(
        string kind, int resolution, double alpha, torch.ScalarType numbers)
    {
        using var nets = new GoldenLosses(kind, resolution, alpha, numbers);
        var g = nets.G.Scaled(differentiable: true);
        var d = nets.D.Scaled(differentiable: false);
        var labels = nets.Labels("g_labels");

        var output = nets.Discriminator.Call(d, nets.Generator.Call(g, nets.Tensor("g_latents"), alpha, labels), alpha);
        var terms = Loss().Generator(output, labels);
        var loss = terms.Losses.mean();

        nets.Close("g_fake_scores", output.Scores, 1e-4);
        nets.Close("g_loss", loss, 1e-4);
        Assert.Equal(kind == "cond", terms.LabelPenalties is not null);
        if (kind == "uncond" || alpha == 1)
            nets.GradientClose("grad_g", g, nets.Generator.Layout, torch.autograd.grad([loss], [g.Stored])[0]);
    }

    private static (DiscriminatorTerms Terms, ScaledParameters D) Discriminator(
        GoldenLosses nets, GanLoss loss, double alpha)
    {
        var labels = nets.Labels("d_labels");
        var fakes = nets.Generator.Call(nets.G.Scaled(differentiable: false), nets.Tensor("d_latents"), alpha, labels);
        nets.Close("fakes", fakes, 5e-5);
        var d = nets.D.Scaled(differentiable: true);
        return (loss.Discriminator(new StepDiscriminator(nets.Discriminator, d, alpha),
            new DiscriminatorBatch(nets.Tensor("reals"), fakes, nets.Tensor("mix"), labels)), d);
    }
}
