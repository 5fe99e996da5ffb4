using System.Security.Cryptography;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Storage;
using PgGanLab.Model.Training;

namespace PgGanLab.Model.Checkpoints;

/// <summary>
/// An open checkpoint: everything needed to go on training bit for bit. It was checked whole when it was opened.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly SafetensorsFile file;

    private Checkpoint(SafetensorsFile file, CheckpointHeader header)
    {
        this.file = file;
        Header = header;
    }

    public CheckpointHeader Header { get; }

    /// <summary>Stores a checkpoint: whole or not at all.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="header">What it is.</param>
    /// <param name="groups">All its numbers.</param>
    /// <exception cref="FileNotWrittenException">It could not be stored; nothing of it stays.</exception>
    public static WrittenFile Write(string path, CheckpointHeader header, IEnumerable<TensorGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(header);
        var tensors = groups.SelectMany(g => g.Tensors()).ToList();
        return WholeFile.Write(path, stream => SafetensorsWriter.Write(stream, header.ToMetadata(), tensors));
    }

    /// <summary>Opens a checkpoint and checks its checksum (where it is known), structure, names and shapes.</summary>
    /// <exception cref="CheckpointDamagedException">Missing, or not what was stored.</exception>
    public static Checkpoint Open(CheckpointReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        SafetensorsFile? file = null;
        try
        {
            CheckHash(reference);
            file = SafetensorsFile.Open(reference.Path);
            var header = CheckpointHeader.Read(file.Metadata);
            CheckTensors(file, header);
            return new Checkpoint(file, header);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            file?.Dispose();
            var what = e is FileNotFoundException or DirectoryNotFoundException
                ? "it is missing"
                : e.Message.TrimEnd('.');
            throw new CheckpointDamagedException($"Checkpoint '{reference.Path}' cannot be used: {what}.", e);
        }
    }

    /// <summary>A network's numbers in the order of <paramref name="layout"/>.</summary>
    /// <param name="prefix">See <see cref="TensorPrefix"/>.</param>
    /// <param name="layout">What lies where in the result.</param>
    /// <param name="otherwise">[Count] values of parameters that the checkpoint does not have.</param>
    public float[] Read(string prefix, ParameterLayout layout, float[] otherwise)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var values = (float[])otherwise.Clone();
        for (var i = 0; i < layout.Specs.Length; i++)
            if ($"{prefix}/{layout.Specs[i].Name}" is var name && file.Entries.ContainsKey(name))
                file.Read<float>(name).CopyTo(values.AsSpan((int)layout.Offsets[i]));
        return values;
    }

    /// <summary>All tensors under a prefix, in the order of the file.</summary>
    public IEnumerable<TensorData> Tensors(string prefix) =>
        from entry in file.Entries.Values
        where entry.Name.StartsWith(prefix + "/", StringComparison.Ordinal)
        orderby entry.Begin
        select new TensorData(entry.Name, entry.Shape, file.Read<float>(entry.Name).ToArray());

    public void Dispose() => file.Dispose();

    private static void CheckHash(CheckpointReference reference)
    {
        if (reference.Sha256 is null)
            return;
        using var stream = File.OpenRead(reference.Path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (hash != reference.Sha256)
            throw new InvalidDataException($"its SHA-256 is {hash}, not {reference.Sha256}");
    }

    private static void CheckTensors(SafetensorsFile file, CheckpointHeader header)
    {
        var expected = Expected(header).ToDictionary();
        if (expected.Keys.FirstOrDefault(name => !file.Entries.ContainsKey(name)) is { } missing)
            throw new InvalidDataException($"tensor '{missing}' is missing");
        foreach (var entry in file.Entries.Values)
            if (!expected.TryGetValue(entry.Name, out var spec) || entry.Dtype != "F32"
                || !entry.Shape.SequenceEqual(spec.Shape))
                throw new InvalidDataException(
                    $"tensor '{entry.Name}' is {entry.Dtype} [{string.Join(',', entry.Shape)}], "
                    + "which its recipe does not have");
    }

    /// <summary>Names of all tensors that a checkpoint of that recipe has.</summary>
    private static IEnumerable<KeyValuePair<string, ParameterSpec>> Expected(CheckpointHeader header)
    {
        var shape = NetworkShape.Of(header.Recipe);
        var g = new Generator(shape).Layout;
        var d = new Discriminator(shape).Layout;
        var groups = new List<(string Prefix, ParameterLayout Layout)>
        {
            (TensorPrefix.Generator, g), (TensorPrefix.AverageGenerator, g), (TensorPrefix.Discriminator, d),
            (TensorPrefix.SecondMoment(TensorPrefix.Generator), g),
            (TensorPrefix.SecondMoment(TensorPrefix.Discriminator), d),
        };
        if (AdamSettings.Of(header.Recipe).KeepsFirstMoment)
            groups.AddRange([(TensorPrefix.FirstMoment(TensorPrefix.Generator), g),
                (TensorPrefix.FirstMoment(TensorPrefix.Discriminator), d)]);
        return groups.SelectMany(group =>
            group.Layout.Specs.Select(spec => KeyValuePair.Create($"{group.Prefix}/{spec.Name}", spec)));
    }
}

/// <summary>A checkpoint file to read.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Sha256">Expected SHA-256 of the whole file, lower-case hex; null when unknown.</param>
public sealed record CheckpointReference(string Path, string? Sha256);

/// <summary>
/// A checkpoint file is missing or not what was stored. The message names the file and what is wrong with it.
/// </summary>
public sealed class CheckpointDamagedException : Exception
{
    public CheckpointDamagedException() { }

    public CheckpointDamagedException(string message) : base(message) { }

    public CheckpointDamagedException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>All of a network's numbers of one kind: its weights, or its optimizer's moments.</summary>
/// <param name="Prefix">Before each parameter's name in the file: <c>G</c>, <c>AdamG/v</c>.</param>
/// <param name="Layout">What lies where.</param>
/// <param name="Values">[Count].</param>
public sealed record TensorGroup(string Prefix, ParameterLayout Layout, float[] Values)
{
    /// <summary>One tensor for each parameter, in the layout's order.</summary>
    public IEnumerable<TensorData> Tensors() => Layout.Specs.Select((spec, i) =>
        new TensorData($"{Prefix}/{spec.Name}", spec.Shape, Values.AsMemory((int)Layout.Offsets[i], (int)spec.Count)));
}

/// <summary>First parts of tensor names in a checkpoint (docs/checkpoints.md).</summary>
public static class TensorPrefix
{
    public const string Generator = "G";

    public const string Discriminator = "D";

    /// <summary>The average of G that samples, SWD and downloads use.</summary>
    public const string AverageGenerator = "Gs";

    /// <summary>First moments of a network's optimizer; only where beta1 is not 0.</summary>
    public static string FirstMoment(string network) => $"Adam{network}/m";

    /// <summary>Second moments of a network's optimizer.</summary>
    public static string SecondMoment(string network) => $"Adam{network}/v";
}
