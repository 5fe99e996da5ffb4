using System.Globalization;
using PgGanLab.Model.Storage;

namespace PgGanLab.Model.Training;

/// <summary>Names of a phase's files.</summary>
/// <param name="directory">Folder of the phase.</param>
internal sealed class PhaseFiles(string directory)
{
    private const string SnapshotStart = "snapshot-";
    private const string CheckpointEnd = ".safetensors";

    /// <summary>Checkpoint at the end of the phase.</summary>
    public string Final => Path.Combine(directory, "final" + CheckpointEnd);

    /// <summary>Checkpoint inside the phase.</summary>
    public string Snapshot(long nimg) => Path.Combine(directory, SnapshotStart + Digits(nimg) + CheckpointEnd);

    /// <summary>Sample grid.</summary>
    public string Sample(long nimg) => Path.Combine(directory, "sample-" + Digits(nimg) + ".png");

    /// <summary>
    /// Makes the folder, and removes what nobody knows of: half-written files, and snapshots later than
    /// where this training starts.
    /// </summary>
    public void Prepare(long startNimg)
    {
        Directory.CreateDirectory(directory);
        WholeFile.RemoveLeftovers(directory);
        foreach (var path in Directory.EnumerateFiles(directory, SnapshotStart + "*" + CheckpointEnd))
            if (string.CompareOrdinal(path, Snapshot(startNimg)) > 0)
                File.Delete(path);
    }

    private static string Digits(long nimg) => nimg.ToString("D12", CultureInfo.InvariantCulture);
}
