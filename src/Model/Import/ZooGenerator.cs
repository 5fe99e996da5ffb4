using System.Globalization;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Model.Import;

/// <summary>
/// Generators of the PyTorch GAN zoo (facebookresearch/pytorch_GAN_zoo, models/networks/progressive_conv_net.py). They
/// draw the same images here: the zoo scales biases with the weights, has gain sqrt 2 in every layer and a bias for
/// each unit of the dense layer, and its alpha is the weight of the OLD layers.
/// </summary>
internal static class ZooGenerator
{
    private const double Leak = 0.2;

    /// <summary>Whether a file's dictionary is the zoo's.</summary>
    public static bool Matches(Dictionary<object, object?> content) =>
        Networks(content).Any() || content.Keys.OfType<string>().Any(name =>
            name.EndsWith("formatLayer.module.weight", StringComparison.Ordinal)
            || name.EndsWith("formatLayer.weight", StringComparison.Ordinal));

    /// <param name="file">Where the numbers are.</param>
    /// <param name="content">
    /// What was saved: a model with the average generator and its settings, or a generator's weights alone.
    /// </param>
    /// <exception cref="InvalidDataException">A generator that has no like here.</exception>
    public static ForeignGenerator Read(TorchFile file, Dictionary<object, object?> content)
    {
        var state = new StateDictionary(file, Networks(content).FirstOrDefault(content));
        var scales = Scales(state);
        var config = new ZooConfig(new PickleSettings(content.GetValueOrDefault("config") switch
        {
            PickleRecord record => record.Fields,
            Dictionary<object, object?> fields => fields,
            _ => [],
        }));
        var (leaky, labels) = (IsLeaky(config), config.Labels);
        var maps = Enumerable.Range(0, scales).Select(scale => (int)state.Shape(state.Weight(Last(scale)), 4)[0]);
        var alpha = scales > 1 ? 1 - config.Alpha : 1;
        var inputs = (int)state.Shape(state.Weight("formatLayer"), 2)[1];
        if (labels >= inputs)
            throw new InvalidDataException($"its first layer has {inputs} inputs, too few for {labels} labels");
        var shape = ForeignGenerator.ShapeOf(
            [.. maps], (int)state.Shape(state.Weight("toRGBLayers.0"), 4)[0], inputs - labels, labels, alpha);
        shape = shape with
        {
            DenseBiasPerUnit = true,
            Layers = shape.Layers with { LeakyRelu = leaky, TanhAtEnd = config.EndsWithTanh },
        };
        foreach (var scale in Enumerable.Range(0, scales))
        {
            state.Ignore(state.Weight(ToRgb(scale)));
            state.Ignore(state.Bias(ToRgb(scale)));
        }
        var parameters = ForeignGenerator.Collect(
            shape, spec => Stored(state, spec, config.EqualizedLearningRate));
        state.CheckAllUsed("the zoo's generators don't have");
        return new ForeignGenerator(shape, parameters, alpha, "PyTorch GAN zoo", [])
        {
            UnknownEnd = config.UnknownEnd,
        };
    }

    /// <summary>The average generator where there is one, and the generator.</summary>
    private static IEnumerable<Dictionary<object, object?>> Networks(Dictionary<object, object?> content) =>
        ((string[])["avgG", "netG"]).Select(name => content.GetValueOrDefault(name))
            .OfType<Dictionary<object, object?>>();

    /// <summary>Resolutions of the generator: 1 for 4 px, 2 for 8 px, ….</summary>
    private static int Scales(StateDictionary state)
    {
        if (state.Names.Any(name => name.StartsWith("mapping.", StringComparison.Ordinal)))
            throw new InvalidDataException("it is a StyleGAN of the PyTorch GAN zoo; of its networks only the "
                + "progressive GAN is known here");
        if (state.Names.Any(name => name.StartsWith("main.", StringComparison.Ordinal)))
            throw new InvalidDataException(
                "it is a DCGAN of the PyTorch GAN zoo; of its networks only the progressive GAN is known here");
        var scales = 1;
        while (state.Has(state.Weight($"scaleLayers.{Text(scales - 1)}.1")))
            scales++;
        return scales;
    }

    private static bool IsLeaky(ZooConfig config) => config.Leak switch
    {
        0 => false,
        var leak when Math.Abs(leak - Leak) < 1e-9 => true,
        var leak => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
            $"its leaky ReLU has slope {leak}; only {Leak} and 0 are known here")),
    };

    /// <summary>
    /// The numbers that the lab stores for one of its parameters: ours times our scale is the zoo's times its scale.
    /// </summary>
    private static float[] Stored(StateDictionary state, ParameterSpec spec, bool equalized)
    {
        var name = NameOf(spec.Layer);
        var fanIn = state.Shape(state.Weight(name), name == "formatLayer" ? 2 : 4).Skip(1)
            .Aggregate(1L, (a, b) => a * b);
        var zooScale = equalized ? Math.Sqrt(2.0 / fanIn) : 1;                  // the zoo scales its biases too
        var factor = (float)(zooScale / spec.Scale);
        var numbers = state.Floats(
            spec.Kind == ParameterKind.Bias ? state.Bias(name) : state.Weight(name), spec.Shape.AsSpan());
        return Array.ConvertAll(numbers, value => value * factor);
    }

    /// <summary><c>16x16/Conv0</c> to <c>scaleLayers.1.0</c>.</summary>
    private static string NameOf(string layer)
    {
        var (scale, kind) = ForeignGenerator.Place(layer);
        return kind switch
        {
            "Dense" => "formatLayer",
            "Conv" => Last(0),
            "Conv0" => $"scaleLayers.{Text(scale - 1)}.0",
            "Conv1" => Last(scale),
            _ => ToRgb(scale),
        };
    }

    /// <summary>The last convolution at a scale: it has as many outputs as the scale has feature maps.</summary>
    private static string Last(int scale) => scale == 0 ? "groupScale0.0" : $"scaleLayers.{Text(scale - 1)}.1";

    private static string ToRgb(int scale) => $"toRGBLayers.{Text(scale)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The zoo wraps each layer; before 2019 it did not.</summary>
    private static string Weight(this StateDictionary state, string layer) => state.Named(layer, "weight");

    private static string Bias(this StateDictionary state, string layer) => state.Named(layer, "bias");

    private static string Named(this StateDictionary state, string layer, string kind) =>
        state.Has($"{layer}.{kind}") ? $"{layer}.{kind}" : $"{layer}.module.{kind}";
}
