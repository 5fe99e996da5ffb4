using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Export;

/// <summary>
/// A generator read from a file, ready to draw: Gs of a checkpoint, or a generator file (docs/checkpoints.md).
/// </summary>
public sealed class LoadedGenerator : IDisposable
{
    private const int ImagesAtOnce = 32;

    private LoadedGenerator(
        string path, NetworkShape shape, NetworkParameters parameters, Generator network, double alpha,
        GeneratorOrigin origin) =>
        (Path, Shape, Parameters, Network, Alpha, Origin) = (path, shape, parameters, network, alpha, origin);

    /// <summary>The file.</summary>
    public string Path { get; }

    public NetworkShape Shape { get; }

    public Generator Network { get; }

    public NetworkParameters Parameters { get; }

    /// <summary>Weight of the newest layers.</summary>
    public double Alpha { get; }

    public GeneratorOrigin Origin { get; }

    /// <summary>Reads a generator.</summary>
    /// <param name="path">A checkpoint or a generator file.</param>
    /// <param name="device">Where it is to draw.</param>
    /// <param name="classesOf">The classes that have an image in the dataset with a fingerprint; default where that is
    /// not known. Asked where the file doesn't say.</param>
    /// <exception cref="CheckpointDamagedException">Missing, damaged, or something else; the message
    /// names the file.</exception>
    public static LoadedGenerator Open(
        string path, torch.Device device, Func<string, ImmutableArray<int>>? classesOf = null)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            return Text(file, "format") switch
            {
                CheckpointHeader.Format => Read(path, file, TensorPrefix.AverageGenerator + "/", device, classesOf),
                GeneratorExport.Format => Read(path, file, "", device, classesOf),
                var other => throw new InvalidDataException(
                    $"its format is '{other}'; '{CheckpointHeader.Format}' or '{GeneratorExport.Format}' is needed"),
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException
            or FormatException or OverflowException or JsonException)
        {
            var what = e is FileNotFoundException or DirectoryNotFoundException
                ? "it is missing"
                : Otherwise(path) ?? Readable.Clause(e.Message);
            throw new CheckpointDamagedException($"Generator '{path}' cannot be used: {what}.", e);
        }
    }

    /// <summary>A generator that another program trained, to be written or drawn with.</summary>
    /// <param name="path">Where it was found.</param>
    /// <param name="shape">Its layers.</param>
    /// <param name="values">[Count] numbers in the order of the shape's layout.</param>
    /// <param name="alpha">Weight of the newest layers.</param>
    /// <param name="source">Where it was found, for people.</param>
    internal static LoadedGenerator Imported(
        string path, NetworkShape shape, float[] values, double alpha, string source)
    {
        var network = new Generator(shape);
        return new LoadedGenerator(path, shape, new NetworkParameters(network.Layout, values, torch.CPU), network,
            alpha, new GeneratorOrigin(0, null, null, source));
    }

    /// <summary>The same generator as it was before its first step: what every result is held against.</summary>
    /// <exception cref="InvalidOperationException">It was imported, so its first step is not known.</exception>
    public LoadedGenerator Untrained()
    {
        var recipe = Origin.Recipe ?? throw new InvalidOperationException(
            $"'{Path}' was imported; what it was before its first step is not known.");
        var shape = Shape with { FadesIn = false };
        var network = new Generator(shape);
        var values = NetworkParameters.InitialValues(network.Layout, recipe.Root.Seed, TensorPrefix.Generator);
        return new LoadedGenerator(Path, shape, new NetworkParameters(network.Layout, values, Parameters.Stored.device),
            network, alpha: 1, Origin with { Nimg = 0 });
    }

    /// <summary>Draws images, some at a time.</summary>
    /// <param name="latents">[N,L].</param>
    /// <param name="classes">N classes; null where the generator knows none.</param>
    /// <returns>[N,C,R,R] uint8.</returns>
    public byte[] Draw(torch.Tensor latents, IReadOnlyList<int>? classes)
    {
        ArgumentNullException.ThrowIfNull(latents);
        using var scope = torch.NewDisposeScope();
        var device = Parameters.Stored.device;
        var labels = classes is null ? null : OneHot.Of(classes, Network.Labels, device);               // [N,K]
        var pixels = new byte[latents.shape[0] * Network.Channels * Network.Resolution * Network.Resolution];
        var (at, count) = (0, latents.shape[0]);
        for (var first = 0L; first < count; first += ImagesAtOnce)
        {
            var n = Math.Min(ImagesAtOnce, count - first);
            var drawn = GeneratedPixels.Draw(
                Network, Parameters, latents.narrow(0, first, n).to(device), Alpha, labels?.narrow(0, first, n));
            drawn.CopyTo(pixels, at);
            at += drawn.Length;
        }
        return pixels;
    }

    public void Dispose() => Parameters.Dispose();

    /// <summary>What else the file is, where that can be seen.</summary>
    private static string? Otherwise(string path) => File.Exists(path)
        && FileContent.Of(path) is { } kind and not FileContent.Safetensors
        ? $"it is {kind}; generators are read from safetensors"
        : null;

    private static LoadedGenerator Read(
        string path, SafetensorsFile file, string prefix, torch.Device device,
        Func<string, ImmutableArray<int>>? classesOf)
    {
        var recipe = file.Metadata.TryGetValue("recipe", out var json) ? RecipeDocument.Read(json) : null;
        var classes = ClassesMetadata.Read(file.Metadata);
        if (classes.IsDefault && recipe is { Labels: > 0 } && classesOf is not null)
            classes = classesOf(recipe.Root.Dataset);
        var shape = For(
            device, recipe is null ? ImportedShape.Read(file.Metadata) : NetworkShape.Of(recipe, classes));
        var network = new Generator(shape);
        var values = Values(file, prefix, network.Layout);
        var alpha = double.Parse(Text(file, "alpha"), CultureInfo.InvariantCulture);
        var nimg = long.Parse(Text(file, "nimg"), NumberStyles.None, CultureInfo.InvariantCulture);
        var origin = new GeneratorOrigin(
            nimg, recipe is null ? null : Text(file, "phase"), recipe, file.Metadata.GetValueOrDefault("source"));
        return new LoadedGenerator(
            path, shape, new NetworkParameters(network.Layout, values, device), network, alpha, origin);
    }

    /// <summary>
    /// Layers that were trained in float16 draw in float32 where the device has no float16:
    /// weights are stored in float32.
    /// </summary>
    private static NetworkShape For(torch.Device device, NetworkShape shape) =>
        shape.Arithmetic.LowPrecision == LowPrecision.Float16 && device.type != DeviceType.CUDA
            ? shape with { Arithmetic = ArithmeticOptions.Default }
            : shape;

    private static float[] Values(SafetensorsFile file, string prefix, ParameterLayout layout)
    {
        var values = new float[layout.Count];
        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
        {
            if (!file.Entries.TryGetValue(prefix + spec.Name, out var entry))
                throw new InvalidDataException($"tensor '{prefix + spec.Name}' is missing");
            if (entry.Dtype != "F32" || !entry.Shape.SequenceEqual(spec.Shape))
                throw new InvalidDataException(
                    $"tensor '{entry.Name}' is {entry.Dtype} [{string.Join(',', entry.Shape)}], "
                    + $"not F32 [{string.Join(',', spec.Shape)}]");
            file.Read<float>(entry.Name).CopyTo(values.AsSpan((int)offset));
        }
        return values;
    }

    private static string Text(SafetensorsFile file, string name) =>
        file.Metadata.TryGetValue(name, out var text)
            ? text
            : throw new InvalidDataException($"its metadata has no '{name}', so it is no generator of the lab");
}

/// <summary>Where a generator comes from.</summary>
/// <param name="Nimg">Real images shown to it; 0 where that is not known.</param>
/// <param name="Phase">Key of the growth phase; null for imported generators.</param>
/// <param name="Recipe">What the phase trains; null for imported generators.</param>
/// <param name="Source">Where an imported generator was found; null for the lab's own.</param>
public sealed record GeneratorOrigin(long Nimg, string? Phase, PhaseRecipe? Recipe, string? Source)
{
    /// <summary>Fingerprint of the dataset; null for imported generators.</summary>
    public string? Dataset => Recipe?.Root.Dataset;
}
