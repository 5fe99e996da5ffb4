using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace PgGanLab.Grains.Sweeps;

/// <summary>
/// Ids of sweeps: lower-case letters, digits and single dashes, at most 64; they stand in addresses and file names.
/// </summary>
internal static partial class SweepIds
{
    private const int NameLength = 40;

    public static bool IsValid(string id) => id.Length <= 64 && Valid().IsMatch(id);

    /// <summary>A new id for a sweep of that name, which nobody is likely to have: <c>fashion-demo-x1y2</c>.</summary>
    public static string Fresh(string name) =>
        $"{Beginning(name)}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 4)}";

    /// <summary>What an id has of its sweep's name: <c>fashion-demo</c>.</summary>
    public static string Beginning(string name)
    {
        var slug = NotPlain().Replace(name.ToLowerInvariant(), "-").Trim('-');
        var kept = slug[..Math.Min(slug.Length, NameLength)].Trim('-');
        return kept.Length == 0 ? "sweep" : kept;
    }

    /// <summary>Id of a sweep's experiment.</summary>
    public static string Experiment(string sweep, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{sweep}.{number}");

    /// <summary>The sweep that an experiment's id names.</summary>
    public static string OfExperiment(string experimentId) =>
        experimentId[..Math.Max(0, experimentId.LastIndexOf('.'))];

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotPlain();
}
