using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Model.Export;

/// <summary>The layers of an imported generator, as its file's metadata say them: it has no recipe.</summary>
internal static class ImportedShape
{
    private const string PerUnit = "unit";
    private const string Tanh = "tanhAtEnd";
    private const string Leaky = "leakyRelu";
    private const string Normalized = "normalizeLatents";
    private const string Norm = "generatorNorm";
    private const string DenseNorm = "denseNorm";

    public static IEnumerable<KeyValuePair<string, string>> Metadata(NetworkShape shape) =>
    [
        new("featureMaps",
            string.Join(',', shape.FeatureMaps.Skip(1).Select(maps => maps.ToString(CultureInfo.InvariantCulture)))),
        new("denseBias", shape.DenseBiasPerUnit ? PerUnit : "map"),
        .. Switch(DenseNorm, !shape.DenseUnnormalized, usual: true),
        .. Switch(Tanh, shape.Layers.TanhAtEnd, usual: false),
        .. Switch(Leaky, shape.Layers.LeakyRelu, usual: true),
        .. Switch(Normalized, shape.Layers.NormalizeLatents, usual: true),
        .. shape.Layers.GeneratorNorm == GeneratorNorm.None ? (KeyValuePair<string, string>[])[new(Norm, "none")] : [],
    ];

    /// <exception cref="InvalidDataException">Something is missing.</exception>
    /// <exception cref="FormatException">A number is none.</exception>
    public static NetworkShape Read(IReadOnlyDictionary<string, string> metadata)
    {
        int[] maps = [.. Text(metadata, "featureMaps").Split(',').Select(Number)];
        var resolution = Number(Text(metadata, "resolution"));
        if (maps.Length > 9 || resolution != 4 << (maps.Length - 1))
            throw new InvalidDataException($"its metadata have {maps.Length} feature map counts for {resolution} px");
        var fades = double.Parse(Text(metadata, "alpha"), CultureInfo.InvariantCulture) < 1;
        return new NetworkShape(
            resolution, fades, [maps[0], .. maps], Number(Text(metadata, "channels")),
            Number(Text(metadata, "latentSize")), MinibatchStddevGroup: 1)
        {
            Labels = Number(Text(metadata, "labels")),
            DenseBiasPerUnit = Text(metadata, "denseBias") == PerUnit,
            DenseUnnormalized = !IsOn(metadata, DenseNorm, usual: true),
            Layers = LayerOptions.Default with
            {
                TanhAtEnd = IsOn(metadata, Tanh, usual: false),
                LeakyRelu = IsOn(metadata, Leaky, usual: true),
                NormalizeLatents = IsOn(metadata, Normalized, usual: true),
                GeneratorNorm = metadata.GetValueOrDefault(Norm) switch
                {
                    null => GeneratorNorm.Pixel,
                    "none" => GeneratorNorm.None,
                    var other => throw new InvalidDataException($"its '{Norm}' is '{other}'; 'none' is possible"),
                },
            },
        };
    }

    /// <summary>A switch of the layers, where it is not as the paper has it.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Switch(string name, bool isOn, bool usual) =>
        isOn == usual ? [] : [new(name, isOn ? "true" : "false")];

    private static bool IsOn(IReadOnlyDictionary<string, string> metadata, string name, bool usual) =>
        metadata.TryGetValue(name, out var text) ? bool.Parse(text) : usual;

    private static string Text(IReadOnlyDictionary<string, string> metadata, string name) =>
        metadata.TryGetValue(name, out var text)
            ? text
            : throw new InvalidDataException($"its metadata has neither 'recipe' nor '{name}'");

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
