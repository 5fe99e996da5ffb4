using PgGanLab.Growth;
using PgGanLab.Model.Imaging;
using PgGanLab.Model.Imaging.Resampling;

namespace PgGanLab.Model.Data.Sources;

/// <summary>How images are read from a source. What a kind does not take must be left at null (<see cref="DatasetKind.Takes"/>).</summary>
public sealed record SourceOptions
{
    /// <summary>Pixels of a side of the largest images, a power of two from 4 to 1024; null: the kind's own, or what most images reach.</summary>
    public int? Resolution { get; init; }

    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and alpha); null: 1 where all images are grey, else 3.</summary>
    public int? Channels { get; init; }

    /// <summary><c>folders</c>, <c>none</c>, or the path of a JSON or CSV file; for CIFAR-100 <c>fine</c> or <c>coarse</c>; null: folders where all images lie in some.</summary>
    public string? Labels { get; init; }

    /// <summary>How an image that is no square becomes one; null: <see cref="Sources.Framing.Crop"/>.</summary>
    public Framing? Framing { get; init; }

    /// <summary>How images are resized; null: <see cref="ResampleFilter.Area"/>.</summary>
    public ResampleFilter? Filter { get; init; }

    /// <summary>What shows through and beside images; null: white.</summary>
    public Colour? Background { get; init; }

    /// <summary>Images of more pixels are refused by their header, at least 1; null: <see cref="DefaultMostPixels"/>.</summary>
    public long? MostPixels { get; init; }

    /// <summary>How many images are made up, at least 1; null: 10,000.</summary>
    public int? Images { get; init; }

    /// <summary>How many classes are made up, 0 to 1000; null: 10.</summary>
    public int? Classes { get; init; }

    /// <summary>Ten thousand by ten thousand.</summary>
    public const long DefaultMostPixels = 100_000_000;

    /// <exception cref="InvalidInputException">A value is out of its range.</exception>
    public void Check()
    {
        Require(Resolution is null or (>= 4 and <= 1024) && (Resolution & (Resolution - 1)) is null or 0, $"resolution is {Resolution}; it must be a power of two from 4 to 1024.");
        Require(Channels is null or 1 or 3 or 4, $"channels is {Channels}; it must be 1 (grey), 3 (RGB) or 4 (RGB and alpha).");
        Require(MostPixels is null or >= 1, $"mostPixels is {MostPixels}; it must be at least 1.");
        Require(Images is null or >= 1, $"images is {Images}; it must be at least 1.");
        Require(Classes is null or (>= 0 and <= 1000), $"classes is {Classes}; it must be 0 to 1000.");
    }

    /// <summary>Names of the options that are set, in camelCase.</summary>
    public IEnumerable<string> Given()
    {
        (string Name, object? Value)[] all =
        [
            ("resolution", Resolution), ("channels", Channels), ("labels", Labels), ("framing", Framing), ("filter", Filter),
            ("background", Background), ("mostPixels", MostPixels), ("images", Images), ("classes", Classes),
        ];
        return all.Where(o => o.Value is not null).Select(o => o.Name);
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
            throw new InvalidInputException(sentence);
    }
}
