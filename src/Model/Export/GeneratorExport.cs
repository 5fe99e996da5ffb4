using System.Globalization;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Export;

/// <summary>
/// Takes the generator that users download, Gs alone, out of a checkpoint; names and metadata
/// are in docs/checkpoints.md.
/// </summary>
public static class GeneratorExport
{
    /// <summary>Version of the file's content.</summary>
    public const string Format = "pgganlab.generator/1";

    private const string Prefix = TensorPrefix.AverageGenerator + "/";

    /// <summary>Writes the generator of a checkpoint; needs no torch.</summary>
    /// <param name="checkpoint">Where it is.</param>
    /// <param name="path">Full path of the safetensors file to write.</param>
    /// <exception cref="CheckpointDamagedException">The checkpoint is missing or not what was stored.</exception>
    /// <exception cref="FileNotWrittenException">The file could not be stored; nothing of it stays.</exception>
    public static WrittenFile Write(CheckpointReference checkpoint, string path)
    {
        using var open = Checkpoint.Open(checkpoint);
        var tensors = open.Tensors(TensorPrefix.AverageGenerator).Select(t => t with { Name = t.Name[Prefix.Length..] })
            .ToList();
        return WholeFile.Write(path, stream => SafetensorsWriter.Write(stream, Metadata(open.Header), tensors));
    }

    /// <summary>
    /// Writes a generator that was read from a file; one of the lab's gives the same bytes as its checkpoint.
    /// </summary>
    /// <param name="generator">What to write.</param>
    /// <param name="path">Full path of the safetensors file to write.</param>
    /// <exception cref="FileNotWrittenException">The file could not be stored; nothing of it stays.</exception>
    public static WrittenFile Write(LoadedGenerator generator, string path)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var values = generator.Parameters.ToArray();
        var layout = generator.Network.Layout;
        var tensors = layout.Specs.Select((spec, i) =>
            new TensorData(spec.Name, spec.Shape, values.AsMemory((int)layout.Offsets[i], (int)spec.Count)))
            .ToList();
        return WholeFile.Write(path, stream => SafetensorsWriter.Write(stream, Metadata(generator), tensors));
    }

    /// <summary>What a generator's file says of it, in fixed order.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Metadata(LoadedGenerator generator) =>
    [
        new("format", Format),
        new("resolution", Text(generator.Network.Resolution)),
        new("channels", Text(generator.Network.Channels)),
        new("latentSize", Text(generator.Network.LatentSize)),
        new("labels", Text(generator.Network.Labels)),
        new("alpha", generator.Alpha.ToString("R", CultureInfo.InvariantCulture)),
        new("nimg", Text(generator.Origin.Nimg)),
        .. generator.Origin is { Recipe: { } recipe, Phase: { } phase }
            ? [new("dataset", recipe.Root.Dataset), new("phase", phase), new("recipe", RecipeDocument.Write(recipe))]
            : ImportedShape.Metadata(generator.Shape),
        .. generator.Origin.Source is { } source ? (KeyValuePair<string, string>[])[new("source", source)] : [],
        .. ClassesMetadata.Write(generator.Shape.HasGaps ? generator.Shape.Classes : default),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Metadata(CheckpointHeader header) =>
    [
        new("format", Format),
        new("resolution", Text(header.Recipe.Resolution)),
        new("channels", Text(header.Recipe.Root.Channels)),
        new("latentSize", Text(header.Recipe.Root.LatentSize)),
        new("labels", Text(header.Recipe.Labels)),
        new("alpha", header.Alpha.ToString("R", CultureInfo.InvariantCulture)),
        new("nimg", Text(header.Nimg)),
        new("dataset", header.Recipe.Root.Dataset),
        new("phase", header.Phase.Value),
        new("recipe", RecipeDocument.Write(header.Recipe)),
        .. ClassesMetadata.Write(header.Classes),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
