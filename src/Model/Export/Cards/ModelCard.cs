using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Export.Cards;

/// <summary>What goes along with an exported generator, as JSON and as Markdown.</summary>
/// <param name="Format"><c>onnx</c> or <c>safetensors</c>.</param>
/// <param name="File">Name of the exported file.</param>
/// <param name="Sha256">Of the exported file.</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="LatentSize">Length of a latent vector.</param>
/// <param name="Labels">Classes that it draws; 0: none.</param>
/// <param name="Alpha">Weight of the newest layers.</param>
/// <param name="Kimg">Thousands of real images shown to it.</param>
/// <param name="Dataset">Fingerprint of what it was trained on; null for imported generators.</param>
/// <param name="DatasetName">Its name in the lab; null where it is not known here.</param>
/// <param name="Phase">Key of the growth phase; null for imported generators.</param>
/// <param name="Source">Where an imported generator was found.</param>
/// <param name="Configuration">Every setting that had a part in it.</param>
/// <param name="Metrics">What was measured at the export.</param>
public sealed record ModelCard(
    string Format, string File, string Sha256, int Resolution, int Channels, int LatentSize, int Labels, double Alpha,
    double Kimg, string? Dataset, string? DatasetName, string? Phase, string? Source, JsonNode? Configuration,
    IReadOnlyList<CardMetric> Metrics)
{
    /// <summary>Switches of its layers, which its code follows.</summary>
    [JsonIgnore]
    public LayerOptions Layers { get; init; } = LayerOptions.Default;

    /// <summary>See <see cref="NetworkShape.DenseUnnormalized"/>.</summary>
    [JsonIgnore]
    public bool DenseUnnormalized { get; init; }

    /// <summary>The classes that it may be asked for, where those are not all; else default.</summary>
    [JsonIgnore]
    public ImmutableArray<int> Classes { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="generator">What was exported.</param>
    /// <param name="file">The exported file.</param>
    /// <param name="format"><c>onnx</c> or <c>safetensors</c>.</param>
    /// <param name="datasetName">Name of the dataset; null where it is not known here.</param>
    /// <param name="metrics">What was measured.</param>
    public static ModelCard Of(
        LoadedGenerator generator, WrittenFile file, string format, string? datasetName,
        IReadOnlyList<CardMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(file);
        var (network, origin) = (generator.Network, generator.Origin);
        return new ModelCard(
            format, Path.GetFileName(file.Path), file.Sha256, network.Resolution, network.Channels, network.LatentSize,
            network.Labels, generator.Alpha, origin.Nimg / 1000.0, origin.Dataset, datasetName, origin.Phase,
            origin.Source, origin.Recipe is null ? null : JsonNode.Parse(RecipeDocument.Write(origin.Recipe)), metrics)
        {
            Layers = generator.Shape.Layers,
            DenseUnnormalized = generator.Shape.DenseUnnormalized,
            Classes = generator.Shape.HasGaps ? generator.Shape.Classes : default,
        };
    }

    /// <summary>
    /// Writes <c>NAME.json</c> and <c>NAME.md</c> beside the exported file <c>NAME.onnx</c> or <c>NAME.safetensors</c>.
    /// </summary>
    /// <param name="exported">Full path of the exported file.</param>
    /// <returns>Both files.</returns>
    /// <exception cref="FileNotWrittenException">A file could not be stored.</exception>
    public IReadOnlyList<WrittenFile> Write(string exported) =>
    [
        WholeFile.Write(Path.ChangeExtension(exported, ".json"), stream =>
            JsonSerializer.Serialize(stream, this, Json)),
        WholeFile.Write(Path.ChangeExtension(exported, ".md"), stream =>
            stream.Write(System.Text.Encoding.UTF8.GetBytes(CardText.Of(this)))),
    ];
}

/// <summary>
/// One number of a model card, beside that of real images. It is of any metric and has a pair of numbers, so it is no
/// <see cref="Growth.Results.Measurement"/>.
/// </summary>
/// <param name="Name">Such as <c>SWD x 10^3</c>.</param>
/// <param name="Value">The generator's.</param>
/// <param name="Reference">That of real images.</param>
/// <param name="Images">Images of the generator.</param>
/// <param name="ReferenceImages">Real images in the reference: at most half of the dataset where they are held against
/// others, else at most all of it.</param>
public sealed record CardMetric(string Name, double Value, double Reference, int Images, int ReferenceImages);
