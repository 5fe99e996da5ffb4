using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;

namespace PgGanLab.Model.Import;

/// <summary>A generator that another program trained, as the lab's layers and numbers.</summary>
/// <param name="Shape">Its layers.</param>
/// <param name="Parameters">[Count] numbers in the order of the shape's layout.</param>
/// <param name="Alpha">Weight of the newest layers.</param>
/// <param name="Program">What trained it, for people.</param>
/// <param name="Remarks">What the file doesn't say and was assumed, a sentence each.</param>
internal sealed record ForeignGenerator(
    NetworkShape Shape, float[] Parameters, double Alpha, string Program, ImmutableArray<string> Remarks)
{
    private const int MostScales = 9;
    private const long MostParameters = 1L << 28;

    /// <summary>What is assumed of the images' end, where the file doesn't say it; null where it does.</summary>
    public string? UnknownEnd { get; init; }

    /// <summary>The same with tanh at the end.</summary>
    public ForeignGenerator EndingWithTanh() =>
        this with { UnknownEnd = null, Shape = Shape with { Layers = Shape.Layers with { TanhAtEnd = true } } };

    /// <summary>The layers of a generator with the paper's switches.</summary>
    /// <param name="maps">At 4 px, 8 px, ….</param>
    /// <param name="channels">Of the images.</param>
    /// <param name="latentSize">Without the labels.</param>
    /// <param name="labels">Classes; 0: none.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <exception cref="InvalidDataException">Sizes that the lab doesn't have.</exception>
    public static NetworkShape ShapeOf(
        ImmutableArray<int> maps, int channels, int latentSize, int labels, double alpha)
    {
        if (maps.Length > MostScales)
            throw new InvalidDataException($"its images have {4L << (maps.Length - 1)} px; 1024 are possible here");
        if (channels is not (1 or 3 or 4))
            throw new InvalidDataException($"its images have {channels} channels; 1, 3 or 4 are possible here");
        return new NetworkShape(
            4 << (maps.Length - 1), FadesIn: alpha < 1 && maps.Length > 1, [maps[0], .. maps], channels, latentSize,
            MinibatchStddevGroup: 1)
        {
            Labels = labels,
        };
    }

    /// <summary>All numbers, in the order of the layers' layout.</summary>
    /// <param name="shape">The layers.</param>
    /// <param name="stored">The numbers that the lab stores for a parameter, exactly as many as it has.</param>
    /// <exception cref="InvalidDataException">More than any generator has, or NaN or infinity among them.</exception>
    public static float[] Collect(NetworkShape shape, Func<ParameterSpec, float[]> stored)
    {
        var layout = new Generator(shape).Layout;
        var pieces = new List<float[]>();
        var count = 0L;
        foreach (var spec in layout.Specs)
        {
            var numbers = stored(spec);
            if (!Array.TrueForAll(numbers, float.IsFinite))
                throw new InvalidDataException($"what it has for {spec.Name} is not finite");
            pieces.Add(numbers);
            count += pieces[^1].Length;
            if (count > MostParameters)
                throw new InvalidDataException($"it has more than {Readable.Count(MostParameters)} weights");
        }
        var values = new float[layout.Count];
        foreach (var (piece, offset) in pieces.Zip(layout.Offsets))
            piece.CopyTo(values, offset);
        return values;
    }

    /// <summary>Scale (0 for 4 px) and kind of a layer: <c>16x16/Conv0</c> is (2, Conv0).</summary>
    public static (int Scale, string Kind) Place(string layer)
    {
        var parts = layer.Split('/');
        return (int.Log2(int.Parse(parts[0].Split('x')[0], CultureInfo.InvariantCulture)) - 2, parts[1]);
    }
}
