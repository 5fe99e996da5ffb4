using System.Collections.Immutable;

namespace PgGanLab.Growth.Layers;

/// <summary>Where each of a network's parameters lies in its one flat buffer.</summary>
public sealed class ParameterLayout
{
    public ParameterLayout(IEnumerable<ParameterSpec> specs)
    {
        Specs = [.. specs];
        var offset = 0L;
        Offsets = [.. Specs.Select(spec => (offset += spec.Count) - spec.Count)];
        Count = offset;
    }

    /// <summary>The parameters of some layers, one after the other.</summary>
    public static ParameterLayout Of(params IEnumerable<NetworkLayer> layers) =>
        new(layers.SelectMany(layer => layer.Parameters));

    /// <summary>The parameters in the order of the buffer.</summary>
    public ImmutableArray<ParameterSpec> Specs { get; }

    /// <summary>Where each begins.</summary>
    public ImmutableArray<long> Offsets { get; }

    /// <summary>Numbers in all.</summary>
    public long Count { get; }
}

/// <summary>What a parameter does in its layer.</summary>
public enum ParameterKind
{
    /// <summary>Multiplies; N(0,1) at first.</summary>
    Weight,

    /// <summary>Is added; 0 at first.</summary>
    Bias,

    /// <summary>Multiplies what was normalized; 1 at first.</summary>
    Gain,
}

/// <summary>One weight or bias of a network.</summary>
/// <param name="Layer">Name of its layer, such as <c>16x16/Conv0</c>.</param>
/// <param name="Kind"><c>weight</c>, <c>bias</c> or <c>gain</c>.</param>
/// <param name="Shape">Output-major: [out,in,kh,kw], [out,in] or [out].</param>
/// <param name="Scale">The used value is the stored one times this (equalized learning rate; 1 for biases).</param>
public sealed record ParameterSpec(string Layer, ParameterKind Kind, ImmutableArray<long> Shape, double Scale)
{
    /// <summary>Standard deviation of a weight's initial stored values.</summary>
    public double Deviation { get; init; } = 1;

    /// <summary>Name in files: <c>16x16/Conv0/weight</c>.</summary>
    public string Name { get; } = $"{Layer}/{Kind.ToString().ToLowerInvariant()}";

    /// <summary>How many numbers it holds.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (a, b) => a * b);

    /// <summary>
    /// A weight with equalized learning rate (paper, section 4.1): stored as N(0,1), used times gain / sqrt(fan-in).
    /// Without it, stored and used as N(0, gain / sqrt(fan-in)).
    /// </summary>
    /// <param name="layer">Name of its layer.</param>
    /// <param name="gain">sqrt 2 (He) before a leaky ReLU, 1 before nothing.</param>
    /// <param name="equalized">Whether its learning rate is equalized.</param>
    /// <param name="shape">Output-major; fan-in is the product of all but the first.</param>
    public static ParameterSpec Weight(string layer, double gain, bool equalized, params ReadOnlySpan<long> shape)
    {
        var fanIn = 1L;
        foreach (var length in shape[1..])
            fanIn *= length;
        var deviation = gain / Math.Sqrt(fanIn);
        return equalized
            ? new ParameterSpec(layer, ParameterKind.Weight, [.. shape], deviation)
            : new ParameterSpec(layer, ParameterKind.Weight, [.. shape], 1) { Deviation = deviation };
    }

    /// <summary>A bias, zero at first and added as it is.</summary>
    public static ParameterSpec Bias(string layer, long count) => new(layer, ParameterKind.Bias, [count], 1);

    /// <summary>A factor of what was normalized, one at first.</summary>
    public static ParameterSpec Factor(string layer, long count) => new(layer, ParameterKind.Gain, [count], 1);
}
