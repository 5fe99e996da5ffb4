using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Layers;

/// <summary>What a layer computes.</summary>
public enum LayerKind
{
    /// <summary>Every output of every input.</summary>
    Dense,

    /// <summary>Colours to feature maps, by a 1x1 convolution.</summary>
    FromRgb,

    /// <summary>Feature maps to colours, by a 1x1 convolution.</summary>
    ToRgb,

    /// <summary>A 3x3 convolution.</summary>
    Convolution,

    /// <summary>Twice the size, then a 3x3 convolution.</summary>
    UpscalingConvolution,

    /// <summary>Minibatch discrimination: some kernels of all features, compared between images.</summary>
    MinibatchDiscrimination,
}

/// <summary>
/// One layer of a network that has parameters. Model builds the layer from it, checkpoints and exports name their
/// tensors by it, and the estimate of memory counts it.
/// </summary>
public sealed class NetworkLayer
{
    private readonly ParameterSpec? bias;

    private NetworkLayer(
        LayerKind kind, int resolution, string name, int inputs, int outputs, ParameterSpec weight, ParameterSpec? bias)
    {
        Kind = kind;
        Resolution = resolution;
        Name = NameOf(resolution, name);
        Inputs = inputs;
        Outputs = outputs;
        Weight = weight;
        this.bias = bias;
    }

    public LayerKind Kind { get; }

    /// <summary>Pixels of what it gives; 4 for a dense layer.</summary>
    public int Resolution { get; }

    /// <summary>
    /// Name in files, such as <c>16x16/Conv0</c>: by resolution, so that it means the same layer whatever is grown
    /// later.
    /// </summary>
    public string Name { get; }

    /// <summary>Feature maps or features in.</summary>
    public int Inputs { get; }

    /// <summary>Feature maps or features out.</summary>
    public int Outputs { get; }

    public ParameterSpec Weight { get; }

    /// <exception cref="InvalidOperationException">The layer adds nothing: minibatch discrimination.</exception>
    public ParameterSpec Bias => bias ?? throw new InvalidOperationException($"{Name} has no bias.");

    /// <summary>Gain and bias of the normalization that follows; null where none has parameters.</summary>
    public NormalizationSpec? Norm { get; private init; }

    /// <summary>In the order of the network's buffer.</summary>
    public IEnumerable<ParameterSpec> Parameters =>
        new[] { Weight, bias, Norm?.Gain, Norm?.Bias }.OfType<ParameterSpec>();

    /// <summary>Whether its weight is a kernel of 3x3 pixels.</summary>
    public bool IsConvolution => Kind is LayerKind.Convolution or LayerKind.UpscalingConvolution;

    /// <summary>Numbers that it makes of one image.</summary>
    public long Results => (long)Outputs * Resolution * Resolution;

    /// <param name="name">Such as <c>Dense0</c>.</param>
    /// <param name="inputs">Features in.</param>
    /// <param name="outputs">Features out.</param>
    /// <param name="gain">See <see cref="WeightGain"/>.</param>
    /// <param name="options">Switches.</param>
    /// <param name="biases">Numbers that are added, where there are fewer than outputs.</param>
    internal static NetworkLayer Dense(
        string name, int inputs, int outputs, double gain, LayerOptions options, int? biases = null) =>
        new(LayerKind.Dense, 4, name, inputs, outputs,
            ParameterSpec.Weight(NameOf(4, name), gain, options.EqualizedLearningRate, outputs, inputs),
            ParameterSpec.Bias(NameOf(4, name), biases ?? outputs));

    /// <summary>Without bias.</summary>
    /// <param name="inputs">Features in.</param>
    /// <param name="options">Switches.</param>
    internal static NetworkLayer MinibatchDiscrimination(int inputs, LayerOptions options)
    {
        const string name = "MinibatchDiscrimination";
        const int outputs = DiscriminationKernels.Count * DiscriminationKernels.Size;
        return new(LayerKind.MinibatchDiscrimination, 4, name, inputs, outputs,
            ParameterSpec.Weight(NameOf(4, name), WeightGain.Linear, options.EqualizedLearningRate, outputs, inputs),
            bias: null);
    }

    internal static NetworkLayer FromRgb(int resolution, int channels, int maps, LayerOptions options) =>
        Convolution(LayerKind.FromRgb, resolution, "FromRGB", channels, maps, kernel: 1, WeightGain.LeakyRelu, options);

    internal static NetworkLayer ToRgb(int resolution, int maps, int channels, LayerOptions options) =>
        Convolution(LayerKind.ToRgb, resolution, "ToRGB", maps, channels, kernel: 1, WeightGain.Linear, options);

    /// <summary>A 3x3 convolution of G.</summary>
    internal static NetworkLayer OfGenerator(
        LayerKind kind, int resolution, string name, int inputs, int outputs, LayerOptions options) =>
        Convolution(kind, resolution, name, inputs, outputs, kernel: 3, WeightGain.LeakyRelu, options,
            options.GeneratorNorm == GeneratorNorm.Batch ? "BatchNorm" : null);

    /// <summary>A 3x3 convolution of D.</summary>
    internal static NetworkLayer OfDiscriminator(
        int resolution, string name, int inputs, int outputs, LayerOptions options) =>
        Convolution(LayerKind.Convolution, resolution, name, inputs, outputs, kernel: 3, WeightGain.LeakyRelu, options,
            options.DiscriminatorNorm == DiscriminatorNorm.Layer ? "LayerNorm" : null);

    private static NetworkLayer Convolution(
        LayerKind kind, int resolution, string name, int inputs, int outputs, int kernel, double gain,
        LayerOptions options, string? norm = null)
    {
        var full = NameOf(resolution, name);
        return new(kind, resolution, name, inputs, outputs,
            ParameterSpec.Weight(full, gain, options.EqualizedLearningRate, outputs, inputs, kernel, kernel),
            ParameterSpec.Bias(full, outputs))
        {
            Norm = norm is null ? null : NormalizationSpec.Of($"{full}/{norm}", outputs),
        };
    }

    private static string NameOf(int resolution, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{resolution}x{resolution}/{name}");
}

/// <summary>Gain and bias of what was normalized, one of each a feature map.</summary>
public sealed record NormalizationSpec(ParameterSpec Gain, ParameterSpec Bias)
{
    /// <param name="name">Name in files, such as <c>8x8/Conv0/BatchNorm</c>.</param>
    /// <param name="maps">Feature maps.</param>
    public static NormalizationSpec Of(string name, int maps) =>
        new(ParameterSpec.Factor(name, maps), ParameterSpec.Bias(name, maps));
}

/// <summary>
/// Kernels of minibatch discrimination, and numbers of each. Source: official config.py, <c>mbdisc_kernels=100</c> for
/// the paper's table 1.
/// </summary>
public static class DiscriminationKernels
{
    public const int Count = 100, Size = 5;
}

/// <summary>Gains of weights. Source: official networks.py.</summary>
internal static class WeightGain
{
    /// <summary>Before nothing.</summary>
    public const double Linear = 1;

    /// <summary>He's constant, before a leaky ReLU.</summary>
    public static readonly double LeakyRelu = Math.Sqrt(2);

    /// <summary>G's first dense layer.</summary>
    public static readonly double LatentDense = Math.Sqrt(2) / 4;
}
