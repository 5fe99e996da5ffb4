using System.Collections.Immutable;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;
using PgGanLab.Model.Metrics.Features;
using TorchSharp;

namespace PgGanLab.Silo.Store;

/// <summary>
/// The extractors of features in the store, under the SHA-256 of their content. The one that was imported last is the
/// newest file.
/// </summary>
internal static class ExtractorFiles
{
    /// <summary>SHA-256 of each, the one that was imported last first.</summary>
    public static ImmutableArray<string> Of(LabDirectories directories)
    {
        var folder = new DirectoryInfo(directories.Resolve(StoreLayout.Extractors));
        return folder.Exists
            ? [.. folder.EnumerateFiles("*.pt").OrderByDescending(f => f.LastWriteTimeUtc)
                .Select(f => Path.GetFileNameWithoutExtension(f.Name))]
            : [];
    }

    /// <summary>Puts a file into the store, once; from now on it is the first.</summary>
    /// <exception cref="InvalidInputException">It is not there, or no TorchScript.</exception>
    public static void Import(LabDirectories directories, string path)
    {
        FeatureExtractor.Load(path, torch.CPU, asksForFeatures: false).Dispose();
        var stored = directories.Resolve(StoreLayout.Extractor(ExtractorFile.Of(path).Sha256));
        if (!File.Exists(stored))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(stored)!);
            var unfinished = $"{stored}.{Environment.ProcessId}.tmp";
            File.Copy(path, unfinished, overwrite: true);
            File.Move(unfinished, stored, overwrite: true);
        }
        File.SetLastWriteTimeUtc(stored, DateTime.UtcNow);
    }
}
