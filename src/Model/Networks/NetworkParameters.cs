using PgGanLab.Growth.Determinism;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// A network's stored parameters in one flat buffer, so that the optimizer, the average Gs and checkpoints each are a
/// few operations however many layers there are.
/// </summary>
public sealed class NetworkParameters : IDisposable
{
    private readonly Tensor scale;
    private readonly long[] counts;

    /// <param name="layout">What lies where.</param>
    /// <param name="stored">[Count] values as stored (not yet scaled).</param>
    /// <param name="device">Where they live.</param>
    /// <param name="numbers">float32, or float64: what the network computes in, but for layers
    /// of low precision.</param>
    public NetworkParameters(
        ParameterLayout layout, float[] stored, Device device, ScalarType numbers = ScalarType.Float32)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        counts = [.. layout.Specs.Select(s => s.Count)];
        Stored = HostCopy.ToTensor(stored, numbers, device).DetachFromDisposeScope();
        scale = Scales(layout, numbers, device).DetachFromDisposeScope();
    }

    public ParameterLayout Layout { get; }

    /// <summary>[Count] values as stored; needs no gradient. Changed in place by the optimizer.</summary>
    public Tensor Stored { get; }

    /// <summary>
    /// Initial values of a network: weights N(0,1) (or at scale, see <see cref="ParameterSpec.Weight"/>), biases 0,
    /// gains 1. A layer's depend on (seed, network, layer name) alone, so they are the same whatever is added later.
    /// </summary>
    /// <param name="layout">What lies where.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="network"><c>G</c> or <c>D</c>.</param>
    /// <returns>[Count].</returns>
    public static float[] InitialValues(ParameterLayout layout, long seed, string network)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var values = new float[layout.Count];
        for (var i = 0; i < layout.Specs.Length; i++)
            Initialize(
                layout.Specs[i], seed, network, values.AsSpan((int)layout.Offsets[i], (int)layout.Specs[i].Count));
        return values;
    }

    /// <summary>
    /// The parameters as layers use them: scaled, cut and shaped. What comes back belongs to the current dispose scope.
    /// </summary>
    /// <param name="differentiable">Whether gradients with respect to <see cref="ScaledParameters.Stored"/>
    /// will be asked for.</param>
    /// <param name="references">See <see cref="ScaledParameters.References"/>.</param>
    public ScaledParameters Scaled(bool differentiable, long references = 0)
    {
        using var mode = set_grad_enabled(differentiable);
        var stored = Stored.detach().requires_grad_(differentiable);            // [P], shares memory with Stored
        var pieces = (stored * scale).split(counts);
        return new ScaledParameters(Layout, stored, pieces) { References = references };
    }

    /// <summary>The same values on another device.</summary>
    public NetworkParameters CopyTo(Device device) => new(Layout, ToArray(), device, Stored.dtype);

    /// <summary>The values on the host, as checkpoints hold them.</summary>
    public float[] ToArray() => Stored.ToHost();

    public void Dispose()
    {
        Stored.Dispose();
        scale.Dispose();
    }

    private static void Initialize(ParameterSpec spec, long seed, string network, Span<float> values)
    {
        if (spec.Kind == ParameterKind.Gain)
            values.Fill(1);
        if (spec.Kind != ParameterKind.Weight)
            return;
        using var normal = RandomTensors.Normal(
            RandomStream.Seed(seed, $"init/{network}/{spec.Layer}", 0), [spec.Count]);
        normal.data<float>().ToArray().CopyTo(values);
        if (spec.Deviation != 1)
            foreach (ref var value in values)
                value *= (float)spec.Deviation;
    }

    private static Tensor Scales(ParameterLayout layout, ScalarType numbers, Device device)
    {
        using var scope = NewDisposeScope();
        var scales = empty([layout.Count], numbers, device);
        for (var i = 0; i < layout.Specs.Length; i++)
            scales.narrow(0, layout.Offsets[i], layout.Specs[i].Count).FillInPlace(layout.Specs[i].Scale);
        return scales.MoveToOuterDisposeScope();
    }
}

/// <summary>
/// A network's parameters for one use: scaled by the equalized learning rate, one tensor for each name.
/// </summary>
public sealed class ScaledParameters
{
    private readonly Dictionary<ParameterSpec, Tensor> tensors = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParameterSpec, Tensor> lower = new(ReferenceEqualityComparer.Instance);

    /// <param name="layout">What lies where.</param>
    /// <param name="stored">[Count] leaf to differentiate by.</param>
    /// <param name="pieces">One flat piece for each parameter of <paramref name="layout"/>.</param>
    internal ScaledParameters(ParameterLayout layout, Tensor stored, Tensor[] pieces)
    {
        Stored = stored;
        for (var i = 0; i < pieces.Length; i++)
            tensors.Add(layout.Specs[i], Shaped(layout.Specs[i], pieces[i]));
    }

    /// <summary>[Count] stored values, the one leaf of the graph.</summary>
    public Tensor Stored { get; }

    /// <summary>Batch normalization takes the statistics of the first so many images of a call; 0: of all.</summary>
    public long References { get; init; }

    public Tensor this[ParameterSpec spec] => tensors[spec];

    /// <summary>A parameter in the arithmetic of the layer that uses it; one layer always asks for the same.</summary>
    public Tensor As(ParameterSpec spec, ScalarType type)
    {
        if (type == Stored.dtype)
            return tensors[spec];
        if (!lower.TryGetValue(spec, out var tensor))
            lower.Add(spec, tensor = tensors[spec].to(type));
        return tensor;
    }

    /// <summary>Kernels are arranged like the activations once, not by each convolution that uses them.</summary>
    private static Tensor Shaped(ParameterSpec spec, Tensor piece) => spec.Shape switch
    {
        [_] => piece,
        [_, _, > 1, _] => ChannelsLast.Arrange(piece.view([.. spec.Shape])),
        _ => piece.view([.. spec.Shape]),
    };
}
