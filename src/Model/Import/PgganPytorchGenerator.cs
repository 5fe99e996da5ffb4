using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Model.Import;

/// <summary>
/// Generators of nashory/pggan-pytorch (<c>gen_RR_TT.pth.tar</c>). The file holds weights alone: which switches were
/// on is seen by the places of the layers in their blocks, as far as it can be. Source: network.py, custom_layers.py.
/// </summary>
internal sealed class PgganPytorchGenerator
{
    private const string Root = "model.";
    private const string Growing = "concat_block.layer2.high_resl_block";
    private const string GrowingToRgb = "concat_block.layer2.high_resl_to_rgb";
    private readonly StateDictionary state;

    /// <summary>Names of the convolutions of a block, by their places in it.</summary>
    private readonly Dictionary<string, SortedList<int, string>> blocks = [];

    private PgganPytorchGenerator(StateDictionary state)
    {
        this.state = state;
        foreach (var name in state.Names)
        {
            if (name.EndsWith(".running_mean", StringComparison.Ordinal))
                throw new InvalidDataException("it has batch normalization (flag_bn), which is not known here");
            if (Convolution(name) is var (block, place, convolution))
            {
                if (!blocks.TryGetValue(block, out var convolutions))
                    blocks.Add(block, convolutions = []);
                convolutions[place] = convolution;
            }
        }
    }

    /// <summary>Whether a file's dictionary is the program's.</summary>
    public static bool Matches(Dictionary<object, object?> content) => State(content).Keys.OfType<string>().Any(name =>
        name.Contains(Root + "first_block.", StringComparison.Ordinal)
        || name.Contains(Root + "last_block.", StringComparison.Ordinal));

    /// <param name="file">Where the numbers are.</param>
    /// <param name="content">What was saved.</param>
    /// <exception cref="InvalidDataException">A generator that has no like here.</exception>
    public static ForeignGenerator Read(TorchFile file, Dictionary<object, object?> content) =>
        new PgganPytorchGenerator(new StateDictionary(file, State(content))).Convert();

    private static Dictionary<object, object?> State(Dictionary<object, object?> content) =>
        content.GetValueOrDefault("state_dict") as Dictionary<object, object?> ?? content;

    /// <summary>
    /// <c>model.first_block.0.conv.weight</c> is the convolution <c>model.first_block.0</c> at place 0. Blocks that
    /// have grown in are wrapped in one more name at each step.
    /// </summary>
    private static (string Block, int Place, string Name)? Convolution(string name)
    {
        var parts = name.Split('.');
        var at = Array.FindIndex(parts, part => part.Length is > 0 and < 3 && part.All(char.IsAsciiDigit));
        if (at < 2 || !name.StartsWith(Root, StringComparison.Ordinal))
            return null;
        var length = parts[1] == "concat_block" && at > 3 ? 4 : 2;
        return (string.Join('.', parts[1..length]), int.Parse(parts[at], CultureInfo.InvariantCulture),
            string.Join('.', parts[..(at + 1)]));
    }

    private ForeignGenerator Convert()
    {
        if (blocks.ContainsKey("last_block"))
            throw new InvalidDataException("it is a discriminator of pggan-pytorch; a generator is needed");
        var scales = 1;
        while (blocks.ContainsKey(Grown(scales)))
            scales++;
        var grows = blocks.ContainsKey(Growing);
        if (grows)
            scales++;
        var first = Convolutions("first_block", 2);
        var layers = LayerOptions.Default with
        {
            NormalizeLatents = first.Keys[0] == 1,
            GeneratorNorm = (first.Keys[1] - first.Keys[0]) switch
            {
                2 => GeneratorNorm.None,
                3 => GeneratorNorm.Pixel,
                _ => throw new InvalidDataException("its first block is not as pggan-pytorch builds it"),
            },
        };
        var maps = Enumerable.Range(0, scales)
            .Select(scale => (int)state.Shape(Weight(Convolutions(BlockOf(scale, scales), 2).Values[1]), 4)[0]);
        var shape = ForeignGenerator.ShapeOf(
            [.. maps], (int)state.Shape(Weight(ToRgb(grows)), 4)[0],
            (int)state.Shape(Weight(first.Values[0]), 4)[1], labels: 0, alpha: 1);
        shape = shape with { Layers = layers };
        var parameters = ForeignGenerator.Collect(shape, spec => Stored(spec, scales, grows));
        if (blocks.TryGetValue("concat_block.layer1.low_resl_to_rgb", out var old))
            foreach (var layer in old.Values)
            {
                state.Ignore(Weight(layer));
                state.Ignore($"{layer}.bias");
            }
        state.CheckAllUsed("pggan-pytorch's generators don't have");
        return new ForeignGenerator(shape, parameters, 1, "pggan-pytorch", [.. Remarks(grows)])
        {
            UnknownEnd = "The file doesn't say how its images end (flag_tanh); the program's default, without tanh, "
                + "is taken.",
        };
    }

    private IEnumerable<string> Remarks(bool grows)
    {
        yield return "The file doesn't say whether its ReLU is leaky (flag_leaky); the program's default, yes, is "
            + "taken.";
        if (IsEqualized("first_block"))
            yield return "The program doesn't keep the scales of its layers, which it draws anew each time; their "
                + "expected values are taken.";
        if (grows)
            yield return "The file doesn't say how far its newest layers have grown in; alpha 1 is taken, as the "
                + "program keeps files only then.";
    }

    private float[] Stored(ParameterSpec spec, int scales, bool grows)
    {
        var (scale, kind) = ForeignGenerator.Place(spec.Layer);
        var layer = kind switch
        {
            "Dense" or "Conv0" => Convolutions(BlockOf(scale, scales), 2).Values[0],
            "Conv" or "Conv1" => Convolutions(BlockOf(scale, scales), 2).Values[1],
            _ => ToRgb(grows),
        };
        if (spec.Kind == ParameterKind.Bias)
            return state.Floats($"{layer}.bias", spec.Shape.AsSpan());
        var isFirst = kind == "Dense";
        var fanIn = spec.Count / spec.Shape[0] * (isFirst ? 16 : 1);            // its first layer is a 4x4 convolution
        var theirScale = state.Has($"{layer}.conv.weight") ? 1 / Math.Sqrt(fanIn) : 1;
        var factor = (float)(theirScale / spec.Scale);
        var numbers = isFirst
            ? FirstLayer(layer, maps: spec.Shape[0] / 16, latents: spec.Shape[1])
            : state.Floats(Weight(layer), spec.Shape.AsSpan());
        return Array.ConvertAll(numbers, value => value * factor);
    }

    /// <summary>
    /// [maps,L,4,4] of a convolution of one pixel within three of padding to [maps*16,L] of a dense layer: what lies at
    /// the kernel's end meets the first pixel.
    /// </summary>
    private float[] FirstLayer(string layer, long maps, long latents)
    {
        long[] shape = [maps, latents, 4, 4];
        return Axes.Moved(state.Floats(Weight(layer), shape), shape, [0, 2, 3, 1], 2, 3);
    }

    private SortedList<int, string> Convolutions(string block, int count) =>
        blocks.TryGetValue(block, out var convolutions) && convolutions.Count == count
            ? convolutions
            : throw new InvalidDataException($"its block '{block}' has not {count} convolutions");

    private string BlockOf(int scale, int scales) =>
        scale == 0 ? "first_block" : scale == scales - 1 && blocks.ContainsKey(Growing) ? Growing : Grown(scale);

    private static string Grown(int scale) => string.Create(
        CultureInfo.InvariantCulture, $"intermediate_{2 << scale}x{2 << scale}_{4 << scale}x{4 << scale}");

    private string ToRgb(bool grows) => Convolutions(grows ? GrowingToRgb : "to_rgb_block", 1).Values[0];

    private bool IsEqualized(string block) => state.Has($"{Convolutions(block, 2).Values[0]}.conv.weight");

    /// <summary>Layers with equalized learning rate (flag_wn) wrap a convolution.</summary>
    private string Weight(string layer) =>
        state.Has($"{layer}.conv.weight") ? $"{layer}.conv.weight" : $"{layer}.weight";
}
