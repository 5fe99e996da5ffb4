using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PgGanLab.Growth.Results;

/// <summary>
/// One sliced Wasserstein distance x 10^3 (lower is better), of a generator or of real images against other real
/// images: what the trainer measures, the database keeps, and the API and the CLI show.
/// </summary>
public sealed record Measurement
{
    /// <summary>Pixels of the images that were compared.</summary>
    public required int Resolution { get; init; }

    /// <summary>Real images shown to the generator before; 0 for references.</summary>
    public required long Nimg { get; init; }

    /// <summary>Images of each kind.</summary>
    public required int Images { get; init; }

    /// <summary>Pyramid level in pixels (the images' own resolution down to 16) to its distance.</summary>
    public required ImmutableSortedDictionary<int, double> Levels { get; init; }

    /// <summary>Mean over the levels.</summary>
    public required double Average { get; init; }

    /// <summary>
    /// Multi-scale structural similarity among the measured images, 0 to 1: lower is more varied, and that of real
    /// images is the mark. Measured at the end of stabilizing phases; null elsewhere.
    /// </summary>
    public double? MsSsim { get; init; }

    /// <summary>
    /// Distances of the same images' features from those of as many real images, one for each extractor that looked.
    /// Measured at the end of a run where a sweep's objective asks for it; null (and not in its JSON) elsewhere.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<FeatureDistance>? Features { get; init; }

    /// <summary>What an extractor gave; null where it did not look.</summary>
    /// <param name="extractor">SHA-256 of its file.</param>
    public FeatureDistance? Seen(string? extractor) => Features?.FirstOrDefault(f => f.Extractor == extractor);

    /// <summary>The same with what other extractors gave earlier for the same images.</summary>
    public Measurement WithFeaturesOf(Measurement? earlier)
    {
        FeatureDistance[] others = [.. (earlier?.Features ?? []).Where(f => Seen(f.Extractor) is null)];
        return others.Length == 0 ? this : this with { Features = [.. Features ?? [], .. others] };
    }

    /// <summary>Where it was made: only what has the same ground can be compared.</summary>
    internal (int Resolution, long Nimg, int Images) Ground => (Resolution, Nimg, Images);
}

/// <summary>
/// How far the features of some images are from those of real images; lower is better. Values of different extractors
/// can't be compared.
/// </summary>
/// <param name="Extractor">SHA-256 of the extractor's file, lower-case hex.</param>
/// <param name="Fid">Fréchet inception distance. Source: Heusel 2017.</param>
/// <param name="Kid">Kernel inception distance; near 0 it may be negative. Source: Binkowski 2018.</param>
public sealed record FeatureDistance(string Extractor, double Fid, double Kid);

/// <summary>From how many images the floor (real images against other real images) is computed.</summary>
public static class SwdFloor
{
    /// <summary>
    /// As many of each kind as generators are measured with; at most half of the dataset, since
    /// the two sets share no image.
    /// </summary>
    /// <param name="swdImages">Images of each kind in a generator's measurement, at most as many
    /// as the dataset has.</param>
    /// <param name="datasetImages">Images of the dataset.</param>
    public static int Images(int swdImages, int datasetImages) => Math.Min(swdImages, datasetImages / 2);

    /// <summary>The fewest that <see cref="Images"/> can be, whatever the dataset's size.</summary>
    public static int FewestImages(int swdImages) => swdImages / 2;
}
