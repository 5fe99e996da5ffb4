using Google.Protobuf;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Export.Onnx;

/// <summary>
/// Writes a generator as ONNX, operator set 17: <c>latents</c> [N,L] and, where it knows K classes, <c>labels</c>
/// [N,K] (one-hot) float32 in;
/// <c>images</c> [N,C,R,R] float32 out, about [-1,1]. The weights are those that the layers use, with the equalized
/// learning rate's factor; everything is float32, whatever the precision of the training. Batch normalization is over
/// all the latents of a call.
/// </summary>
public sealed class GeneratorOnnx
{
    private const float Epsilon = 1e-8f;
    private const float Slope = 0.2f;
    private readonly OnnxGraph graph = new();
    private readonly LoadedGenerator generator;
    private readonly float[] stored;
    private readonly HashSet<string> shared = [];

    private GeneratorOnnx(LoadedGenerator generator) =>
        (this.generator, stored) = (generator, generator.Parameters.ToArray());

    /// <param name="generator">What to write.</param>
    /// <param name="path">Full path of the file.</param>
    /// <exception cref="FileNotWrittenException">The file could not be stored; nothing of it stays.</exception>
    public static WrittenFile Write(LoadedGenerator generator, string path)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var model = new GeneratorOnnx(generator).Build();
        return WholeFile.Write(path, model.WriteTo);
    }

    private ModelProto Build()
    {
        var network = generator.Network;
        graph.Input("latents", null, network.LatentSize);
        if (network.Labels > 0)
            graph.Input("labels", null, network.Labels);
        graph.Output("images", null, network.Channels, network.Resolution, network.Resolution);
        var x = Base();
        var below = x;
        foreach (var block in network.Layers.Blocks)
        {
            below = x;
            x = Layer(Upscale(x), block.Conv0);
            x = Layer(x, block.Conv1);
        }
        var images = Conv(x, network.Layers.ToRgb);
        if (generator.Alpha < 1 && network.Layers.OldToRgb is { } old)
            images = Blend(Upscale(Conv(below, old)), images);
        graph.Node(generator.Shape.Layers.TanhAtEnd ? "Tanh" : "Identity", [images], "images");
        return graph.ToModel("generator", GeneratorExport.Metadata(generator));
    }

    /// <summary>Latents to [N,maps,4,4].</summary>
    private string Base()
    {
        var layers = generator.Network.Layers;
        var (dense, maps) = (layers.Dense, layers.Conv.Inputs);
        var x = generator.Network.Labels == 0
            ? "latents"
            : graph.Node("Concat", ["latents", "labels"], OnnxGraph.Attribute("axis", 1));
        if (generator.Shape.Layers.NormalizeLatents)
            x = PixelNorm(x);
        x = graph.Node("Gemm", [x, Values(dense.Weight)], OnnxGraph.Attribute("transB", 1));
        x = graph.Node("Reshape", [x, graph.Constant("start_shape", [-1, maps, 4, 4])]);
        var side = generator.Shape.DenseBiasPerUnit ? 4 : 1;
        var bias = graph.Constant(dense.Bias.Name, Used(dense.Bias), 1, maps, side, side);
        x = graph.Node("Add", [x, bias]);
        return Layer(generator.Shape.DenseUnnormalized ? Activate(x) : Finish(x), layers.Conv);
    }

    private string Layer(string x, NetworkLayer layer)
    {
        x = Conv(x, layer);
        return Finish(layer.Norm is { } norm ? BatchNorm(x, norm) : x);
    }

    /// <summary>Activation and pixelwise normalization, as the generator has them.</summary>
    private string Finish(string x)
    {
        x = Activate(x);
        return generator.Shape.Layers.GeneratorNorm == GeneratorNorm.Pixel ? PixelNorm(x) : x;
    }

    private string Activate(string x) => generator.Shape.Layers.LeakyRelu
        ? graph.Node("LeakyRelu", [x], OnnxGraph.Attribute("alpha", Slope))
        : graph.Node("Relu", [x]);

    private string Conv(string x, NetworkLayer layer)
    {
        var kernel = layer.Weight.Shape[2];
        var pad = kernel / 2;
        return graph.Node(
            "Conv", [x, Values(layer.Weight), Values(layer.Bias)],
            OnnxGraph.Attribute("kernel_shape", [kernel, kernel]), OnnxGraph.Attribute("pads", [pad, pad, pad, pad]));
    }

    /// <summary>x / sqrt(mean of squares over the maps + 1e-8).</summary>
    private string PixelNorm(string x)
    {
        var mean = graph.Node("ReduceMean", [graph.Node("Mul", [x, x])], OnnxGraph.Attribute("axes", [1L]),
            OnnxGraph.Attribute("keepdims", 1));
        return graph.Node("Div", [x, graph.Node("Sqrt", [graph.Node("Add", [mean, Shared("epsilon", [Epsilon])])])]);
    }

    /// <summary>
    /// Each map with the mean and the variance that it has over all images and pixels of the
    /// call, then its gain and bias.
    /// </summary>
    private string BatchNorm(string x, NormalizationSpec norm)
    {
        var centred = graph.Node("Sub", [x, MeanOfMaps(x)]);
        var variance = MeanOfMaps(graph.Node("Mul", [centred, centred]));
        var deviation = graph.Node(
            "Sqrt", [graph.Node("Add", [variance, Shared("variance_epsilon", [(float)Standardization.Epsilon])])]);
        var scaled = graph.Node("Mul", [graph.Node("Div", [centred, deviation]), ForMaps(norm.Gain)]);
        return graph.Node("Add", [scaled, ForMaps(norm.Bias)]);
    }

    /// <summary>[N,maps,H,W] to [1,maps,1,1].</summary>
    private string MeanOfMaps(string x) =>
        graph.Node("ReduceMean", [x], OnnxGraph.Attribute("axes", 0, 2, 3), OnnxGraph.Attribute("keepdims", 1));

    /// <summary>Nearest neighbour, twice the size.</summary>
    private string Upscale(string x) => graph.Node(
        "Resize", [x, "", Shared("upscale", [1, 1, 2, 2], 4)], OnnxGraph.Attribute("mode", "nearest"),
        OnnxGraph.Attribute("coordinate_transformation_mode", "asymmetric"),
        OnnxGraph.Attribute("nearest_mode", "floor"));

    /// <summary>old * (1 - alpha) + fresh * alpha.</summary>
    private string Blend(string old, string fresh) => graph.Node("Add",
    [
        graph.Node("Mul", [old, Shared("old_weight", [(float)(1 - generator.Alpha)])]),
        graph.Node("Mul", [fresh, Shared("new_weight", [(float)generator.Alpha])]),
    ]);

    /// <summary>A constant that many nodes use.</summary>
    private string Shared(string name, float[] values, params long[] shape)
    {
        if (shared.Add(name))
            graph.Constant(name, values, shape);
        return name;
    }

    private string Values(ParameterSpec spec) => graph.Constant(spec.Name, Used(spec), spec.Shape.AsSpan());

    /// <summary>A number for each map, [1,maps,1,1].</summary>
    private string ForMaps(ParameterSpec spec) => graph.Constant(spec.Name, Used(spec), 1, spec.Count, 1, 1);

    /// <summary>A parameter's numbers as the layer uses them.</summary>
    private float[] Used(ParameterSpec spec)
    {
        var offset = (int)generator.Network.Layout.Offsets[generator.Network.Layout.Specs.IndexOf(spec)];
        var scale = (float)spec.Scale;
        return Array.ConvertAll(stored.AsSpan(offset, (int)spec.Count).ToArray(), value => value * scale);
    }
}
