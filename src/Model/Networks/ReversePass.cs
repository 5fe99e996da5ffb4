using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// What a forward pass of D's blocks leaves behind, so that the gradient of the scores can be led back to the images,
/// and be differentiated itself. Autograd could do the same, but it derives the derivative of a convolution's gradient
/// as a convolution whose kernel is as large as the image, at a fifth of a convolution's speed (docs/benchmarks.md).
/// Written out, every step is an ordinary operation. It is exact because the blocks are piecewise linear: a leaky
/// ReLU's slope has no derivative.
/// </summary>
public sealed class ReversePass
{
    private readonly Stack<Func<Tensor, Tensor>> steps = new();

    /// <summary>Remembers how a gradient passes what was called last.</summary>
    /// <param name="step">The gradient by the output to the gradient by the input.</param>
    public void Add(Func<Tensor, Tensor> step) => steps.Push(step);

    /// <summary>From here down, the gradient takes this path and another one, and is summed.</summary>
    /// <param name="other">The other path, complete.</param>
    /// <param name="alpha">This path's weight; the other has the rest.</param>
    public void Blend(ReversePass other, double alpha)
    {
        ArgumentNullException.ThrowIfNull(other);
        var own = steps.ToArray();
        steps.Clear();
        Add(gradient => Backward(own, gradient.Times(alpha)).Plus(other.Backward(gradient.Times(1 - alpha))));
    }

    /// <param name="gradient">By what was called last.</param>
    /// <returns>By what was called first.</returns>
    public Tensor Backward(Tensor gradient) => Backward(steps, gradient);

    private static Tensor Backward(IEnumerable<Func<Tensor, Tensor>> steps, Tensor gradient) =>
        steps.Aggregate(gradient, (g, step) => step(g));
}
