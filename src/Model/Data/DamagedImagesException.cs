using PgGanLab.Growth;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Model.Data;

/// <summary>
/// A source has damaged images, and they were not to be left out. The message names the first; all
/// are in <see cref="Images"/>.
/// </summary>
public sealed class DamagedImagesException : Exception
{
    public DamagedImagesException() : this([], 0) { }

    public DamagedImagesException(string message) : base(message) => Images = [];

    public DamagedImagesException(string message, Exception innerException) : base(message, innerException) =>
        Images = [];

    /// <param name="images">The damaged ones, in the source's order.</param>
    /// <param name="of">How many there are in all.</param>
    public DamagedImagesException(IReadOnlyList<DamagedImage> images, int of) : base(Sentence(images, of)) =>
        Images = images;

    public IReadOnlyList<DamagedImage> Images { get; }

    private static string Sentence(IReadOnlyList<DamagedImage> images, int of) =>
        $"{images.Count} of {Readable.Plural(of, "image")} can't be used"
        + $"{(images is [var first, ..] ? $", the first being {first.Name}: {first.Reason}" : "")}; mend them, or "
        + "leave them out with --on-damaged skip.";
}
