using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>A dataset's <c>dataset.json</c>: its facts and the checksum of every file.</summary>
/// <param name="Format">Version of the folder's layout, <see cref="CurrentFormat"/>.</param>
/// <param name="Name">Such as <c>fashion-mnist</c>; not part of the fingerprint.</param>
/// <param name="Fingerprint">SHA-256 over the other facts and the files' checksums, lower-case hex.</param>
/// <param name="Resolution">Pixels of the largest images.</param>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="Images">How many.</param>
/// <param name="Labels">Number of classes; 0 without labels.</param>
/// <param name="Files">One of raw pixels for each resolution, largest first, then the labels.</param>
/// <param name="Source">Where the images came from, for people; like what follows not part of the fingerprint.</param>
/// <param name="Classes">Names of the classes, one for each; null or empty where they have none.</param>
/// <param name="Skipped">Damaged images of the source that were left out.</param>
/// <param name="Remarks">What else is worth a word, a sentence each.</param>
/// <param name="Warnings">Images that were used although something was wrong with them.</param>
internal sealed record DatasetManifest(
    string Format, string Name, string Fingerprint, int Resolution, int Channels, int Images, int Labels,
    IReadOnlyList<DatasetFile> Files, string? Source = null, IReadOnlyList<string>? Classes = null,
    IReadOnlyList<DamagedImage>? Skipped = null, IReadOnlyList<string>? Remarks = null,
    IReadOnlyList<DamagedImage>? Warnings = null)
{
    public const string FileName = "dataset.json";

    public const string CurrentFormat = "pgganlab.dataset/1";

    public const string LabelsFileName = "labels.i32";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true
    };

    /// <summary>Resolutions from the largest down to 4.</summary>
    public static IEnumerable<int> Resolutions(int largest)
    {
        for (var resolution = largest; resolution >= 4; resolution /= 2)
            yield return resolution;
    }

    /// <summary>Name of the file with the raw pixels [N,C,R,R] of one resolution.</summary>
    public static string PixelsFileName(int resolution) =>
        string.Create(CultureInfo.InvariantCulture, $"{resolution}x{resolution}.u8");

    /// <summary>Describes what was built of a source.</summary>
    public static DatasetManifest Of(string name, IImageSource source, WrittenImages written)
    {
        var images = source.Count - written.Damaged.Count;
        var manifest = new DatasetManifest(
            CurrentFormat, name, "", source.Resolution, source.Channels, images, written.Classes.Count, written.Files,
            Classes: written.Classes.Names, Skipped: written.Damaged, Remarks: source.Remarks,
            Warnings: source.Warnings);
        return manifest with { Fingerprint = manifest.ComputeFingerprint() };
    }

    public DatasetFacts Facts => new(Name, Fingerprint, Resolution, Channels, Images, Labels);

    /// <summary>SHA-256 of the canonical facts and content.</summary>
    public string ComputeFingerprint()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Format}\nresolution={Resolution}\nchannels={Channels}\nimages={Images}\nlabels={Labels}\n");
        foreach (var file in Files)
            text.Append(CultureInfo.InvariantCulture, $"{file.Name} {file.Bytes} {file.Sha256}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <summary>Reads and checks a manifest, without looking at the files that it names.</summary>
    /// <exception cref="DatasetDamagedException">Missing, not JSON, of another format, or its fingerprint is not that
    /// of its content.</exception>
    public static DatasetManifest Read(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<DatasetManifest>(File.ReadAllBytes(path), Json)
                ?? throw new DatasetDamagedException($"Dataset file '{path}' is empty.");
            manifest.Check(path);
            return manifest;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetDamagedException($"Dataset file '{path}' is missing.", e);
        }
        catch (JsonException e)
        {
            throw new DatasetDamagedException(
                $"Dataset file '{path}' is not a dataset's description: {Readable.Clause(e.Message)}.", e);
        }
    }

    private void Check(string path)
    {
        if (Format != CurrentFormat)
            throw new DatasetDamagedException(
                $"Dataset file '{path}' has format '{Format}'; this version reads '{CurrentFormat}'.");
        if (ComputeFingerprint() != Fingerprint)
            throw new DatasetDamagedException(
                $"Dataset file '{path}' was changed: its fingerprint is not that of its content.");
    }
}

/// <summary>One file of a dataset.</summary>
/// <param name="Name">Inside the dataset's folder.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record DatasetFile(string Name, long Bytes, string Sha256);
