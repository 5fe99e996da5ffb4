using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Training;

/// <summary>
/// Adam in TensorFlow's form, on a network's flat buffer: w -= lr * sqrt(1-b2^t)/(1-b1^t) * m / (sqrt(v) +
/// epsilon), with epsilon outside the bias correction. Without momentum (beta1 = 0, as in the paper) m is the
/// gradient itself and is not kept.
/// </summary>
public sealed class Adam : IDisposable
{
    private readonly AdamSettings settings;

    /// <summary>No steps made: all moments are 0.</summary>
    /// <param name="settings">Constants.</param>
    /// <param name="count">Parameters P.</param>
    /// <param name="device">Where they are.</param>
    /// <param name="numbers">float32, or float64: the parameters' type.</param>
    public Adam(AdamSettings settings, long count, Device device, ScalarType numbers = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        SecondMoment = zeros([count], numbers, device).DetachFromDisposeScope();
        FirstMoment = settings.KeepsFirstMoment ? SecondMoment.clone().DetachFromDisposeScope() : null;
    }

    /// <summary>Steps made, t.</summary>
    public long Steps { get; private set; }

    /// <summary>[P] m; null when beta1 is 0.</summary>
    public Tensor? FirstMoment { get; }

    /// <summary>[P] v.</summary>
    public Tensor SecondMoment { get; }

    /// <summary>Changes <paramref name="parameters"/> in place.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="gradient">[P] of the loss by the stored values.</param>
    /// <param name="learningRate">Step size.</param>
    public void Step(NetworkParameters parameters, Tensor gradient, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Steps++;
        SecondMoment.MultiplyInPlace(settings.Beta2).AddProductInPlace(gradient, gradient, 1 - settings.Beta2);
        FirstMoment?.MultiplyInPlace(settings.Beta1).AddInPlace(gradient, 1 - settings.Beta1);
        var rate =
            learningRate * Math.Sqrt(1 - Math.Pow(settings.Beta2, Steps)) / (1 - Math.Pow(settings.Beta1, Steps));
        parameters.Stored.AddQuotientInPlace(
            FirstMoment ?? gradient, SecondMoment.sqrt().AddInPlace(settings.Epsilon), -rate);
    }

    /// <summary>The moments, for a checkpoint.</summary>
    /// <param name="network">Prefix of the network that is trained.</param>
    /// <param name="layout">Its layout.</param>
    public IEnumerable<TensorGroup> Groups(string network, ParameterLayout layout)
    {
        if (FirstMoment is not null)
            yield return new TensorGroup(TensorPrefix.FirstMoment(network), layout, FirstMoment.ToHost());
        yield return new TensorGroup(TensorPrefix.SecondMoment(network), layout, SecondMoment.ToHost());
    }

    /// <summary>Goes on from a checkpoint of the same layers.</summary>
    /// <param name="checkpoint">Where the moments are.</param>
    /// <param name="network">Prefix of the network that is trained.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="steps">Steps made.</param>
    public void Restore(Checkpoint checkpoint, string network, ParameterLayout layout, long steps)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(layout);
        Steps = steps;
        var none = new float[layout.Count];
        using var second = tensor(checkpoint.Read(TensorPrefix.SecondMoment(network), layout, none));
        SecondMoment.copy_(second);
        using var first = tensor(checkpoint.Read(TensorPrefix.FirstMoment(network), layout, none));
        FirstMoment?.copy_(first);
    }

    public void Dispose()
    {
        SecondMoment.Dispose();
        FirstMoment?.Dispose();
    }
}

/// <summary>Adam's constants.</summary>
/// <param name="Beta1">Decay of the first moment; 0 in the paper.</param>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Epsilon">Added to the square root of the second moment.</param>
public sealed record AdamSettings(double Beta1, double Beta2, double Epsilon)
{
    public static AdamSettings Of(PhaseRecipe recipe) => new(recipe.AdamBeta1, recipe.AdamBeta2, recipe.AdamEpsilon);

    /// <summary>Whether the first moment says more than the last gradient.</summary>
    public bool KeepsFirstMoment => Beta1 > 0;
}
