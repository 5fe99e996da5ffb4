using System.Globalization;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Grains.Store;

/// <summary>Where things lie in the store directory. All paths are relative to it, with <c>/</c>.</summary>
public static class StoreLayout
{
    /// <summary>Everything that one phase left.</summary>
    public static string Phase(string key) => $"{Phases}/{key[..2]}/{key}";

    /// <summary>
    /// What one lease of a phase left: its checkpoints and samples. Each lease writes into a folder of its own, so that
    /// a late worker never writes over what another one committed.
    /// </summary>
    /// <param name="token">The lease's fencing token.</param>
    public static string Lease(string key, long token) =>
        string.Create(CultureInfo.InvariantCulture, $"{Phase(key)}/{token:D4}");

    /// <summary>Where a phase's files lie while it is being removed.</summary>
    public static string RemovedPhase(string key) => $"{RemovedPhases}/{key}";

    /// <summary>Where a file of a phase lies while the phase is being removed; null for other files.</summary>
    public static string? WhileRemoved(string path) =>
        path.Split('/') is [Phases, _, var key, .. { Length: > 0 } rest]
            ? string.Join('/', [RemovedPhase(key), .. rest])
            : null;

    /// <summary>Folder of the phases that are being removed.</summary>
    public const string RemovedPhases = "removed";

    /// <summary>Folder of all phases' files.</summary>
    public const string Phases = "phases";

    /// <summary>Which lease of which phase left a file (<see cref="Lease"/>).</summary>
    /// <returns>Null when the path is not that of a file of a lease.</returns>
    public static (string Phase, long Token)? LeaseOf(string path) =>
        path.Split('/') is [Phases, var start, var key, var token, _] && key.StartsWith(start, StringComparison.Ordinal)
            && long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (key, number)
            : null;

    /// <summary>The generator that a checkpoint holds, for downloads.</summary>
    /// <param name="nimg">Real images shown before.</param>
    public static string Generator(
        string key, long nimg, string checkpointSha256, GeneratorFormat format = GeneratorFormat.Safetensors) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Exports}/{GeneratorsOf(key)}{nimg:D9}-{checkpointSha256[..12]}.{format.Word()}");

    /// <summary>How the names of a phase's generators begin.</summary>
    public static string GeneratorsOf(string key) => $"{key[..12]}-";

    /// <summary>Folder of exported generators.</summary>
    public const string Exports = "exports";

    /// <summary>Folder of the extractors of features.</summary>
    public const string Extractors = "extractors";

    /// <summary>An extractor of features.</summary>
    /// <param name="sha256">Of its content, lower-case hex.</param>
    public static string Extractor(string sha256) => $"{Extractors}/{sha256}.pt";

    /// <summary>File with the id of the lab whose store it is, which the record has too.</summary>
    public const string LabId = "lab-id";

    /// <summary>Folder of all datasets.</summary>
    public const string Datasets = "datasets";

    /// <summary>A prepared dataset: one folder for each content.</summary>
    /// <param name="fingerprint">SHA-256 of its content, lower-case hex.</param>
    public static string Dataset(string name, string fingerprint) => DatasetFacts.PathOf(name, fingerprint);

    /// <summary>Whether <paramref name="path"/> names something below <paramref name="folder"/>.</summary>
    public static bool IsInside(string folder, string path) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) && IsPlain(path);

    /// <summary>
    /// Whether a path stays in the store: plain names (letters, digits, <c>.</c>, <c>-</c>, <c>_</c>) between single
    /// slashes, none of them <c>.</c> or <c>..</c>.
    /// </summary>
    public static bool IsPlain(string path) =>
        path.Split('/').All(name => name is not ("" or "." or "..")
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'));
}
