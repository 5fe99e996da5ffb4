using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Model.Import;

/// <summary>
/// Generators of akanimax/pro_gan_pytorch: version 3 (<c>depth_D_epoch_E.bin</c>, all networks with their settings) and
/// version 2 (<c>GAN_GEN_SHADOW_D.pth</c>, the weights alone). No normalization follows their first layer, a transposed
/// convolution; version 2 doesn't normalize latents either. Source: pro_gan_pytorch/networks.py and modules.py of
/// version 3, PRO_GAN.py and CustomLayers.py of version 2.
/// </summary>
internal static partial class ProGanPytorchGenerator
{
    private const string Converters = "rgb_converters.";

    /// <summary>Whether a file's dictionary is the program's.</summary>
    public static bool Matches(Dictionary<object, object?> content) => IsState(content) || Saved(content) is not null;

    /// <param name="file">Where the numbers are.</param>
    /// <param name="content">What was saved.</param>
    /// <param name="name">The file's name: the depth in training stands there and nowhere else.</param>
    /// <exception cref="InvalidDataException">A generator that has no like here.</exception>
    public static ForeignGenerator Read(TorchFile file, Dictionary<object, object?> content, string name)
    {
        var saved = Saved(content);
        var state = new StateDictionary(file, saved?["state_dict"] as Dictionary<object, object?> ?? content);
        var settings = new PickleSettings(saved?["conf"] as Dictionary<object, object?> ?? []);
        var isThird = !state.Has("initial_block.conv_1.weight");
        var all = 0;
        while (state.Has($"{Converters}{Text(all)}.weight"))
            all++;
        if (all == 0 && state.Has($"{Converters}0.conv.weight"))
            throw new InvalidDataException(
                "it is of pro_gan_pytorch's version 1, which doesn't keep the scales of its layers; versions 2 and 3 "
                + "are known here");
        if (all == 0)
            throw new InvalidDataException($"it has no tensor '{Converters}0.weight'");
        var scales = Depth(name) is { } depth && depth < all ? depth : all;
        var first = state.Shape(Block(isThird, 0) + ".conv_1.weight", 4);
        var maps = Enumerable.Range(0, scales)
            .Select(scale => (int)state.Shape($"{Block(isThird, scale)}.conv_2.weight", 4)[0]);
        var shape = ForeignGenerator.ShapeOf(
            [.. maps], (int)state.Shape($"{Converters}0.weight", 4)[0], (int)first[0], labels: 0, alpha: 1);
        shape = shape with
        {
            DenseUnnormalized = true,
            Layers = LayerOptions.Default with { NormalizeLatents = isThird },
        };
        for (var scale = 0; scale < all; scale++)
            foreach (var layer in LayersAt(isThird, scale))
            {
                state.Ignore($"{layer}.weight");
                state.Ignore($"{layer}.bias");
            }
        var equalized = settings.IsOn("use_eql", true);
        var parameters = ForeignGenerator.Collect(shape, spec => Stored(state, spec, isThird, equalized));
        state.CheckAllUsed("pro_gan_pytorch's generators don't have");
        return new ForeignGenerator(shape, parameters, 1, "pro_gan_pytorch", [.. Remarks(settings, scales, all)]);
    }

    /// <summary>The average generator where there is one, else the generator.</summary>
    private static Dictionary<object, object?>? Saved(Dictionary<object, object?> content) =>
        ((string[])["shadow_generator", "generator"]).Select(name => content.GetValueOrDefault(name))
            .OfType<Dictionary<object, object?>>().FirstOrDefault(
                saved => saved.GetValueOrDefault("state_dict") is Dictionary<object, object?> state && IsState(state)
                    && saved.ContainsKey("conf"));

    private static bool IsState(Dictionary<object, object?> state) => state.Keys.OfType<string>()
        .Any(name => name.StartsWith(Converters, StringComparison.Ordinal)
            || name.StartsWith("module." + Converters, StringComparison.Ordinal));

    /// <summary>
    /// Resolutions that were in training, by the file's name: version 3 counts from 2 for 4 px, version 2 from 0.
    /// </summary>
    private static int? Depth(string name) =>
        NameOfThird().Match(name) is { Success: true } third ? Number(third) - 1
        : NameOfSecond().Match(name) is { Success: true } second ? Number(second) + 1
        : null;

    private static int Number(Match match) => int.Parse(match.Groups["depth"].ValueSpan, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Remarks(PickleSettings settings, int scales, int all)
    {
        if (!settings.Has("use_eql"))
            yield return "The file doesn't say whether its learning rate is equalized; the program's default, yes, "
                + "is taken.";
        if (scales < all)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"By the file's name {4 << (scales - 1)} px were in training; the layers up to {4 << (all - 1)} px, "
                + $"which were not yet, are left out.");
    }

    private static float[] Stored(StateDictionary state, ParameterSpec spec, bool isThird, bool equalized)
    {
        var (scale, kind) = ForeignGenerator.Place(spec.Layer);
        var layer = kind switch
        {
            "Dense" or "Conv0" => Block(isThird, scale) + ".conv_1",
            "Conv" or "Conv1" => Block(isThird, scale) + ".conv_2",
            _ => Converters + Text(scale),
        };
        if (spec.Kind == ParameterKind.Bias)
            return state.Floats($"{layer}.bias", spec.Shape.AsSpan());
        var fanIn = spec.Count / spec.Shape[0];
        var factor = (float)((equalized ? Math.Sqrt(2.0 / fanIn) : 1) / spec.Scale);
        var numbers = kind == "Dense"
            ? FirstLayer(state, layer, latents: spec.Shape[1], maps: spec.Shape[0] / 16)
            : state.Floats($"{layer}.weight", spec.Shape.AsSpan());
        return Array.ConvertAll(numbers, value => value * factor);
    }

    /// <summary>[L,maps,4,4] of a transposed convolution of one pixel to [maps*16,L] of a dense layer.</summary>
    private static float[] FirstLayer(StateDictionary state, string layer, long latents, long maps)
    {
        long[] shape = [latents, maps, 4, 4];
        return Axes.Moved(state.Floats($"{layer}.weight", shape), shape, [1, 2, 3, 0]);
    }

    private static string Block(bool isThird, int scale) =>
        isThird ? $"layers.{Text(scale)}" : scale == 0 ? "initial_block" : $"layers.{Text(scale - 1)}";

    private static string[] LayersAt(bool isThird, int scale) =>
        [Block(isThird, scale) + ".conv_1", Block(isThird, scale) + ".conv_2", Converters + Text(scale)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^depth_(?<depth>[2-9]|1[01])_epoch_\d+\.", RegexOptions.ExplicitCapture)]
    private static partial Regex NameOfThird();

    [GeneratedRegex(@"^GAN_GEN(_SHADOW)?_(?<depth>\d)\.", RegexOptions.ExplicitCapture)]
    private static partial Regex NameOfSecond();
}
