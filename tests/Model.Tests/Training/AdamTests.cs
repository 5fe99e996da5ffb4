using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Model.Tests.Training;

public sealed class AdamTests : TorchTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void steps_are_those_of_tensorflows_formula_with_and_without_momentum(double beta1)
    {
        // tf.train.AdamOptimizer: lr_t = lr * sqrt(1 - b2^t) / (1 - b1^t); m = b1 m + (1 - b1) g; v = b2 v + (1 - b2)
        // g^2; w -= lr_t m / (sqrt(v) + epsilon)
        const double Beta2 = 0.9, Epsilon = 0.5, Rate = 0.1;  // an epsilon that matters, to see where it is added
        using var parameters = new NetworkParameters(
            new ParameterLayout([ParameterSpec.Bias("one", 1)]), [2], torch.CPU);
        using var adam = new Adam(new AdamSettings(beta1, Beta2, Epsilon), 1, torch.CPU);
        var (w, m, v) = (2.0, 0.0, 0.0);
        foreach (var (t, gradient) in new[] { (1, 1.0), (2, 3.0), (3, -2.0) })
        {
            adam.Step(parameters, torch.tensor(new[] { (float)gradient }), Rate);

            m = beta1 * m + (1 - beta1) * gradient;
            v = Beta2 * v + (1 - Beta2) * gradient * gradient;
            w -= Rate * Math.Sqrt(1 - Math.Pow(Beta2, t)) / (1 - Math.Pow(beta1, t)) * m / (Math.Sqrt(v) + Epsilon);
            Assert.Equal(w, parameters.Stored.item<float>(), 1e-6);
        }
    }

    [Fact]
    public void momentum_carries_the_first_gradient_into_the_second_step()
    {
        using var parameters = new NetworkParameters(
            new ParameterLayout([ParameterSpec.Bias("one", 1)]), [0], torch.CPU);
        using var adam = new Adam(new AdamSettings(0.5, 0.9, 0), 1, torch.CPU);
        adam.Step(parameters, torch.tensor(new[] { 1f }), 1);
        Assert.Equal(-1, parameters.Stored.item<float>(), 1e-6);                // any first step is the rate long
        adam.Step(parameters, torch.tensor(new[] { 3f }), 1);
        // m = 0.25 + 1.5, v = 0.09 + 0.9
        Assert.Equal(-1 - Math.Sqrt(0.19) / 0.75 * 1.75 / Math.Sqrt(0.99), parameters.Stored.item<float>(), 1e-5);
    }
}
