using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Model.Import;

/// <summary>
/// Generators of the official TensorFlow code (tkarras/progressive_growing_of_gans): a pickle of (G, D, Gs), each its
/// settings and its variables. Its networks hold all layers of the final resolution; <c>lod</c> says how many are in
/// use. Source: tfutil.py, <c>Network.__getstate__</c>; networks.py, <c>G_paper</c>.
/// </summary>
internal sealed class TensorFlowGenerator
{
    private const string Build = "G_paper";
    private const double Epsilon = 1e-8;
    private const int LargestResolution = 1024;
    private readonly Dictionary<string, object?> variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly PickleSettings settings;
    private readonly int finalResolution;
    private readonly bool scaled;

    private TensorFlowGenerator(PickleRecord network)
    {
        var fields = new PickleSettings(network.Fields);
        if (fields["version"] is not 2L)
            throw new InvalidDataException(fields.Has("build_func_spec")
                ? "it is a network of the Theano code; the TensorFlow code reads it and can save it anew"
                : $"its network is of version {fields["version"] ?? "none"}; 2 is known here");
        if (fields["build_func_name"] is not Build)
            throw new InvalidDataException(
                $"its network is built by '{fields["build_func_name"]}'; {Build} is known here");
        settings = fields["static_kwargs"] is Dictionary<object, object?> arguments
            ? new PickleSettings(arguments)
            : throw new InvalidDataException("its network has no settings");
        foreach (var variable in fields["variables"] as List<object?>
            ?? throw new InvalidDataException("its network has no variables"))
            if (variable is object?[] and [string name, NumpyArray or double or long])
                variables[name] = ((object?[])variable)[1];
            else
                throw new InvalidDataException("its network has a variable that is not a name and numbers");
        finalResolution = settings.Number("resolution", 32) is >= 4 and <= LargestResolution and var resolution
            && double.IsPow2(resolution)
            ? (int)resolution
            : throw new InvalidDataException(
                $"its images have {settings["resolution"]} px; a power of 2 from 4 to 1024 is possible here");
        scaled = settings.IsOn("use_wscale", true);
    }

    /// <summary>Whether a pickle holds networks of the official code.</summary>
    public static bool Matches(object? content) => content is PickleRecord { Class.Name: "Network" }
        or object?[] and [PickleRecord { Class.Name: "Network" }, ..];

    /// <param name="content">(G, D, Gs), of which Gs is read; or a generator alone.</param>
    /// <exception cref="InvalidDataException">A generator that has no like here.</exception>
    public static ForeignGenerator Read(object? content) => content switch
    {
        object?[] and [_, _, PickleRecord average] => new TensorFlowGenerator(average).Convert(),
        PickleRecord alone => new TensorFlowGenerator(alone).Convert(),
        _ => throw new InvalidDataException("it holds other things than the networks G, D and Gs"),
    };

    private ForeignGenerator Convert()
    {
        var (resolution, alpha) = Point();
        var maps = Resolutions(resolution).Select(r => (int)Shape(LastLayer(r))[^1]).ToImmutableArray();
        var labels = (int)settings.Number("label_size", 0);
        var inputs = (int)Shape("4x4/Dense")[0];
        if (labels < 0 || labels >= inputs)
            throw new InvalidDataException($"its first layer has {inputs} inputs, too few for {labels} labels");
        var shape = ForeignGenerator.ShapeOf(
            maps, (int)Shape(ToRgb(resolution))[^1], inputs - labels, labels, alpha);
        shape = shape with { Layers = Switches() };
        var parameters = ForeignGenerator.Collect(shape, Stored);
        CheckAllKnown();
        return new ForeignGenerator(shape, parameters, alpha, "the official TensorFlow code", []);
    }

    /// <summary>Resolution in use and weight of its layers: floor and fraction of <c>lod</c>.</summary>
    private (int Resolution, double Alpha) Point()
    {
        used.Add("lod");
        var lod = variables.GetValueOrDefault("lod") switch
        {
            double number => number,
            long number => number,
            NumpyArray { Shape: [] } number => (double)number.Floats()[0],
            _ => throw new InvalidDataException("its network has no number 'lod'"),
        };
        if (!double.IsFinite(lod))
            throw new InvalidDataException("its 'lod' is no number");
        lod = Math.Clamp(lod, 0, int.Log2(finalResolution) - 2);
        var whole = (int)Math.Floor(lod);
        return (finalResolution >> whole, 1 - (lod - whole));
    }

    private LayerOptions Switches()
    {
        var epsilon = settings.Number("pixelnorm_epsilon", Epsilon);
        if (Math.Abs(epsilon - Epsilon) > 1e-12)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"its pixelwise normalization adds {epsilon}; only {Epsilon} is known here"));
        return LayerOptions.Default with
        {
            NormalizeLatents = settings.IsOn("normalize_latents", true),
            GeneratorNorm = settings.IsOn("use_pixelnorm", true) ? GeneratorNorm.Pixel : GeneratorNorm.None,
            LeakyRelu = settings.IsOn("use_leakyrelu", true),
        };
    }

    /// <summary>
    /// Ours are output-major; theirs are [in,out] and [kh,kw,in,out], but the fused upscaling convolution's are
    /// [kh,kw,out,in] and turned by 180 degrees, since it is applied as a transposed convolution.
    /// </summary>
    private float[] Stored(ParameterSpec spec)
    {
        var layer = Theirs(spec.Layer);
        var fused = layer.EndsWith("_up", StringComparison.Ordinal);
        if (spec.Kind == ParameterKind.Bias)
            return Array($"{layer}/bias", spec.Shape).Floats();
        var shape = spec.Shape;
        var weight = shape.Length == 2
            ? Axes.Moved(Array($"{layer}/weight", [shape[1], shape[0]]).Floats(), [shape[1], shape[0]], [1, 0])
            : fused
                ? Kernel(layer, [shape[2], shape[3], shape[0], shape[1]], [2, 3, 0, 1], 0, 1)
                : Kernel(layer, [shape[2], shape[3], shape[1], shape[0]], [3, 2, 0, 1]);
        var factor = (float)(1 / spec.Scale);                                   // used as stored without use_wscale
        return scaled ? weight : System.Array.ConvertAll(weight, value => value * factor);
    }

    private float[] Kernel(string layer, ImmutableArray<long> theirs, int[] order, params ReadOnlySpan<int> turned) =>
        Axes.Moved(Array($"{layer}/weight", theirs).Floats(), [.. theirs], order, turned);

    private NumpyArray Array(string name, ImmutableArray<long> shape)
    {
        used.Add(name);
        if (variables.GetValueOrDefault(name) is not NumpyArray array)
            throw new InvalidDataException($"its network has no array '{name}'");
        return array.Shape.AsSpan().SequenceEqual(shape.AsSpan())
            ? array
            : throw new InvalidDataException(
                $"'{name}' is [{string.Join(',', array.Shape)}], not [{string.Join(',', shape)}]");
    }

    /// <summary>Of a layer's weight: [in,out] or [kh,kw,in,out].</summary>
    private long[] Shape(string layer) =>
        variables.GetValueOrDefault($"{layer}/weight") is NumpyArray { Shape.Length: 2 or 4 } array
            && array.Shape.All(length => length > 0)
            ? array.Shape
            : throw new InvalidDataException($"its network has no array '{layer}/weight'");

    /// <summary>Layers of the resolutions that are not in use yet, and no others, may be left over.</summary>
    private void CheckAllKnown()
    {
        foreach (var resolution in Resolutions(finalResolution))
            foreach (var layer in (string[])[.. LayersAt(resolution), ToRgb(resolution)])
                used.UnionWith([$"{layer}/weight", $"{layer}/bias"]);
        if (variables.Keys.Where(name => !used.Contains(name)).Min(StringComparer.Ordinal) is { } unknown)
            throw new InvalidDataException($"its network has a variable '{unknown}', which {Build} doesn't have");
    }

    private static IEnumerable<int> Resolutions(int highest)
    {
        for (var resolution = 4; resolution <= highest; resolution *= 2)
            yield return resolution;
    }

    private string[] LayersAt(int resolution) => resolution == 4
        ? ["4x4/Dense", "4x4/Conv"]
        : [First(resolution), string.Create(CultureInfo.InvariantCulture, $"{resolution}x{resolution}/Conv1")];

    private string LastLayer(int resolution) => LayersAt(resolution)[1];

    /// <summary>The convolution that upscales, fused or plain.</summary>
    private string First(int resolution)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{resolution}x{resolution}/Conv0");
        return variables.ContainsKey($"{name}_up/weight") ? $"{name}_up" : name;
    }

    private string ToRgb(int resolution) => string.Create(
        CultureInfo.InvariantCulture, $"ToRGB_lod{int.Log2(finalResolution) - int.Log2(resolution)}");

    /// <summary><c>16x16/Conv0</c> to <c>16x16/Conv0_up</c>, <c>16x16/ToRGB</c> to <c>ToRGB_lod1</c>.</summary>
    private string Theirs(string layer)
    {
        var (scale, kind) = ForeignGenerator.Place(layer);
        return kind switch
        {
            "ToRGB" => ToRgb(4 << scale),
            "Conv0" => First(4 << scale),
            _ => layer,
        };
    }
}
