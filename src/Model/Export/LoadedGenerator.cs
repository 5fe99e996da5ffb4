using System.Globalization;
using System.Text.Json;
using PgGanLab.Growth.Tree;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Export;

/// <summary>A generator read from a file, ready to draw: Gs of a checkpoint, or a generator file (docs/checkpoints.md).</summary>
public sealed class LoadedGenerator : IDisposable
{
    private LoadedGenerator(string path, Generator network, NetworkParameters parameters, double alpha, GeneratorOrigin origin) =>
        (Path, Network, Parameters, Alpha, Origin) = (path, network, parameters, alpha, origin);

    /// <summary>The file.</summary>
    public string Path { get; }

    public Generator Network { get; }

    public NetworkParameters Parameters { get; }

    /// <summary>Weight of the newest layers.</summary>
    public double Alpha { get; }

    public GeneratorOrigin Origin { get; }

    /// <summary>Reads a generator.</summary>
    /// <param name="path">A checkpoint or a generator file.</param>
    /// <param name="device">Where it is to draw.</param>
    /// <exception cref="CheckpointDamagedException">Missing, damaged, or something else; the message names the file.</exception>
    public static LoadedGenerator Open(string path, torch.Device device)
    {
        try
        {
            using var file = SafetensorsFile.Open(path);
            return Text(file, "format") switch
            {
                CheckpointHeader.Format => Read(path, file, TensorPrefix.AverageGenerator + "/", device),
                GeneratorExport.Format => Read(path, file, "", device),
                var other => throw new InvalidDataException($"its format is '{other}'; '{CheckpointHeader.Format}' or '{GeneratorExport.Format}' is needed"),
            };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or FormatException or OverflowException or JsonException)
        {
            var what = e is FileNotFoundException or DirectoryNotFoundException ? "it is missing" : e.Message.TrimEnd('.');
            throw new CheckpointDamagedException($"Generator '{path}' cannot be used: {what}.", e);
        }
    }

    /// <summary>The same generator as it was before its first step: what every result is held against.</summary>
    public LoadedGenerator Untrained()
    {
        var network = new Generator(NetworkShape.Of(Origin.Recipe) with { FadesIn = false });
        var values = NetworkParameters.InitialValues(network.Layout, Origin.Recipe.Root.Seed, TensorPrefix.Generator);
        return new LoadedGenerator(Path, network, new NetworkParameters(network.Layout, values, Parameters.Stored.device), alpha: 1, Origin with { Nimg = 0 });
    }

    public void Dispose() => Parameters.Dispose();

    private static LoadedGenerator Read(string path, SafetensorsFile file, string prefix, torch.Device device)
    {
        var recipe = RecipeDocument.Read(Text(file, "recipe"));
        var network = new Generator(NetworkShape.Of(recipe));
        var values = Values(file, prefix, network.Layout);
        var alpha = double.Parse(Text(file, "alpha"), CultureInfo.InvariantCulture);
        var nimg = long.Parse(Text(file, "nimg"), NumberStyles.None, CultureInfo.InvariantCulture);
        var origin = new GeneratorOrigin(recipe.Root.Dataset, nimg, Text(file, "phase"), recipe);
        return new LoadedGenerator(path, network, new NetworkParameters(network.Layout, values, device), alpha, origin);
    }

    private static float[] Values(SafetensorsFile file, string prefix, ParameterLayout layout)
    {
        var values = new float[layout.Count];
        foreach (var (spec, offset) in layout.Specs.Zip(layout.Offsets))
        {
            if (!file.Entries.TryGetValue(prefix + spec.Name, out var entry))
                throw new InvalidDataException($"tensor '{prefix + spec.Name}' is missing");
            if (entry.Dtype != "F32" || !entry.Shape.SequenceEqual(spec.Shape))
                throw new InvalidDataException($"tensor '{entry.Name}' is {entry.Dtype} [{string.Join(',', entry.Shape)}], not F32 [{string.Join(',', spec.Shape)}]");
            file.Read<float>(entry.Name).CopyTo(values.AsSpan((int)offset));
        }
        return values;
    }

    private static string Text(SafetensorsFile file, string name) =>
        file.Metadata.TryGetValue(name, out var text) ? text : throw new InvalidDataException($"its metadata has no '{name}', so it is no generator of the lab");
}
