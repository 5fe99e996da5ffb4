using System.Globalization;
using PgGanLab.Growth.Layers;

namespace PgGanLab.Model.Import;

/// <summary>Weights of a zoo generator by its own names, and what the lab stores for them.</summary>
/// <param name="file">Where the numbers are.</param>
/// <param name="state">The zoo's state dictionary.</param>
internal sealed class ZooLayers(TorchFile file, Dictionary<object, object?> state)
{
    private const int MostScales = 9;

    /// <summary>Feature maps at 4 px, 8 px, ….</summary>
    public int[] FeatureMaps
    {
        get
        {
            var maps = new List<int> { (int)Tensor("groupScale0.0", "weight").Shape[0] };
            while (maps.Count < MostScales && state.ContainsKey($"scaleLayers.{maps.Count - 1}.1.module.weight"))
                maps.Add((int)Tensor($"scaleLayers.{maps.Count - 1}.1", "weight").Shape[0]);
            return [.. maps];
        }
    }

    public int Channels => (int)Tensor("toRGBLayers.0", "weight").Shape[0];

    public int LatentSize => Tensor("formatLayer", "weight").Shape is [_, var size]
        ? (int)size
        : throw new InvalidDataException("its first layer is no dense layer");

    /// <summary>
    /// The numbers that the lab stores for one of its parameters: ours times our scale is the zoo's times its scale.
    /// </summary>
    /// <exception cref="InvalidDataException">The zoo has none of that shape.</exception>
    public float[] Stored(ParameterSpec spec)
    {
        var name = NameOf(spec.Layer);
        var weight = Tensor(name, "weight");
        var fanIn = weight.Shape.Skip(1).Aggregate(1L, (a, b) => a * b);
        var factor = (float)(Math.Sqrt(2.0 / fanIn) / spec.Scale);              // the zoo scales its biases too
        var tensor = spec.Kind == ParameterKind.Bias ? Tensor(name, "bias") : weight;
        if (!tensor.Shape.SequenceEqual(spec.Shape))
            throw new InvalidDataException(
                $"'{name}' is [{string.Join(',', tensor.Shape)}], not [{string.Join(',', spec.Shape)}]");
        return Array.ConvertAll(file.Floats(tensor), value => value * factor);
    }

    /// <summary><c>16x16/Conv0</c> to <c>scaleLayers.1.0</c>.</summary>
    private static string NameOf(string layer)
    {
        var parts = layer.Split('/');
        var scale = int.Log2(int.Parse(parts[0].Split('x')[0], CultureInfo.InvariantCulture)) - 2;
        return parts[1] switch
        {
            "Dense" => "formatLayer",
            "Conv" => "groupScale0.0",
            "Conv0" => string.Create(CultureInfo.InvariantCulture, $"scaleLayers.{scale - 1}.0"),
            "Conv1" => string.Create(CultureInfo.InvariantCulture, $"scaleLayers.{scale - 1}.1"),
            _ => string.Create(CultureInfo.InvariantCulture, $"toRGBLayers.{scale}"),
        };
    }

    private TorchTensor Tensor(string layer, string kind) =>
        state.GetValueOrDefault($"{layer}.module.{kind}") as TorchTensor is { Shape.Length: > 0 } tensor
            ? tensor
            : throw new InvalidDataException($"it has no tensor '{layer}.module.{kind}'");
}
