using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Export;

namespace PgGanLab.Tools.Sources;

/// <summary>
/// The growth phases behind a checkpoint, as far as a lab's store still has them. A phase's key says which one came
/// before it: it is the hash of that one's key and its own settings, so the way back needs no database.
/// </summary>
internal sealed partial class TrainingPath
{
    private readonly List<Phase> phases = [];

    private TrainingPath(bool complete) => IsComplete = complete;

    /// <summary>Whether the store had every phase down to the first.</summary>
    public bool IsComplete { get; private init; }

    /// <summary>Walks back from a generator through the store.</summary>
    /// <param name="generator">A checkpoint or generator of the lab.</param>
    /// <param name="store">The lab's store directory.</param>
    public static TrainingPath To(LoadedGenerator generator, string store)
    {
        var known = Phases(store);
        var (key, recipe) = (PhaseKey.Parse(generator.Origin.Phase!), generator.Origin.Recipe!);
        var found = new List<Phase>();
        var until = generator.Origin.Nimg;
        while (true)
        {
            found.AddRange(known.Where(p => p.Key == key).Select(p => p with { Until = until }));
            if (recipe.Index == 0)
                break;
            var before = known.FirstOrDefault(p => p.Recipe.Index == recipe.Index - 1
                && PhaseKey.Of(recipe, p.Key) == key);
            if (before is null)
                break;
            (key, recipe, until) = (before.Key, before.Recipe, long.MaxValue);
        }
        var path = new TrainingPath(recipe.Index == 0);
        path.phases.AddRange(found.OrderBy(p => p.Recipe.Index));
        return path;
    }

    /// <summary>Grids of samples, from the same latents at every tick, in the order of training.</summary>
    public IReadOnlyList<(long Nimg, string File)> Samples() => Files(SampleName());

    /// <summary>Checkpoints, in the order of training.</summary>
    public IReadOnlyList<(long Nimg, string File)> Checkpoints() => Files(CheckpointName());

    /// <summary>Files of all phases by nimg; of two leases' files of one nimg the later one's.</summary>
    private List<(long Nimg, string File)> Files(Regex name)
    {
        var files = new SortedDictionary<(int Index, long Nimg), string>();
        foreach (var phase in phases)
            foreach (var file in phase.Files.Order(StringComparer.Ordinal))
                if (name.Match(Path.GetFileName(file)) is { Success: true } match)
                {
                    var nimg = match.Groups[1] is { Success: true, ValueSpan: var digits }
                        ? long.Parse(digits, CultureInfo.InvariantCulture)
                        : Nimg(file);
                    if (nimg <= phase.Until)
                        files[(phase.Recipe.Index, nimg)] = file;
                }
        return [.. files.Select(f => (f.Key.Nimg, f.Value))];
    }

    private static long Nimg(string checkpoint)
    {
        using var file = SafetensorsFile.Open(checkpoint);
        return CheckpointHeader.Read(file.Metadata).Nimg;
    }

    /// <summary>Phases with at least one checkpoint that can be read.</summary>
    private static List<Phase> Phases(string store)
    {
        var folder = Path.Combine(store, "phases");
        var phases = new List<Phase>();
        foreach (var directory in Directory.Exists(folder)
            ? Directory.GetDirectories(folder).SelectMany(Directory.GetDirectories)
            : [])
        {
            var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories);
            if (files.Where(f => CheckpointName().IsMatch(Path.GetFileName(f))).Select(Header)
                .FirstOrDefault(h => h is not null) is { } header)
                phases.Add(new Phase(header.Phase, header.Recipe, long.MaxValue, files));
        }
        return phases;
    }

    /// <summary>What a checkpoint says of itself; null for a file that is damaged or just being replaced.</summary>
    private static CheckpointHeader? Header(string checkpoint)
    {
        try
        {
            using var file = SafetensorsFile.Open(checkpoint);
            return CheckpointHeader.Read(file.Metadata);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return null;
        }
    }

    [GeneratedRegex("^sample-([0-9]+)\\.png$")]
    private static partial Regex SampleName();

    [GeneratedRegex("^(?:final|snapshot-([0-9]+))\\.safetensors$")]
    private static partial Regex CheckpointName();

    private sealed record Phase(PhaseKey Key, PhaseRecipe Recipe, long Until, string[] Files);
}
