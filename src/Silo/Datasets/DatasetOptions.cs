using PgGanLab.Grains.Catalog;
using PgGanLab.Growth;
using PgGanLab.Model.Data;
using PgGanLab.Model.Data.Sources;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Resampling;

namespace PgGanLab.Silo.Datasets;

/// <summary>A request's words as the model's options.</summary>
internal static class DatasetOptions
{
    /// <exception cref="InvalidInputException">A word is not known.</exception>
    public static SourceOptions Source(DatasetRequest request) => new()
    {
        Resolution = request.Resolution,
        Channels = request.Channels,
        Labels = request.Labels,
        Framing = Word<Framing>("framing", request.Framing),
        Filter = Word<ResampleFilter>("filter", request.Filter),
        Background = request.Background is { } background ? Colour.Parse(background) : null,
        MostPixels = request.MostPixels,
        Images = request.Images,
        Classes = request.Classes,
    };

    /// <exception cref="InvalidInputException">The word is not known.</exception>
    public static OnDamaged OnDamaged(DatasetRequest request) => Word<OnDamaged>("onDamaged", request.OnDamaged) ?? Model.Data.OnDamaged.Fail;

    /// <summary>The kind that is asked for.</summary>
    public static string Kind(DatasetRequest request) =>
        request.Kind ?? (request.From is not null && DatasetKinds.All.All(k => k.Name != request.Name) ? "folder" : request.Name);

    private static T? Word<T>(string option, string? word) where T : struct, Enum
    {
        if (word is null)
            return null;
        var known = Enum.GetValues<T>();
        var at = Array.FindIndex(known, value => Name(value) == word);
        return at >= 0 ? known[at] : throw new InvalidInputException($"{option} is '{word}'; it must be {string.Join(" or ", known.Select(Name))}.");
    }

    private static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
