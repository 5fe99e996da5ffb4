using PgGanLab.Growth.Layers;
using static TorchSharp.torch;

namespace PgGanLab.Model.Networks;

/// <summary>
/// A network's parameters for one use: scaled by the equalized learning rate, one tensor for each name.
/// </summary>
public sealed class BoundParameters
{
    private readonly Dictionary<ParameterSpec, Tensor> tensors = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParameterSpec, Tensor> lower = new(ReferenceEqualityComparer.Instance);

    /// <param name="layout">What lies where.</param>
    /// <param name="stored">[Count] leaf to differentiate by.</param>
    /// <param name="pieces">One flat piece for each parameter of <paramref name="layout"/>.</param>
    internal BoundParameters(ParameterLayout layout, Tensor stored, Tensor[] pieces)
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
