namespace PgGanLab.Growth.Datasets;

/// <summary>
/// What to make a dataset of: what the command line and the page ask for, and the body of <c>POST /api/v1/datasets</c>.
/// </summary>
/// <param name="Name">Name in the lab: lower-case letters, digits, dots and dashes.</param>
/// <param name="Kind">One of the kinds of sources; null means the kind of the same name, or <c>folder</c> where
/// <see cref="From"/> is given.</param>
public sealed record DatasetRequest(string Name, string? Kind = null) : SourceOptions
{
    /// <summary>Folder or file on the lab's host.</summary>
    public string? From { get; init; }

    /// <summary>
    /// What damaged images do: <c>fail</c> (no dataset) or <c>skip</c> (they are left out); null: fail.
    /// They are listed either way.
    /// </summary>
    public string? OnDamaged { get; init; }
}

/// <summary>
/// How images are read from a source. An option that the kind of source does not take must be left out (null).
/// </summary>
public record SourceOptions
{
    /// <summary>
    /// Pixels of a side of the largest images, a power of two from 4 to 1024; null: the kind's own,
    /// or what most images reach.
    /// </summary>
    public int? Resolution { get; init; }

    /// <summary>1 (grey), 3 (RGB) or 4 (RGB and alpha); null: 1 where all images are grey, else 3.</summary>
    public int? Channels { get; init; }

    /// <summary>
    /// <c>folders</c>, <c>none</c>, or a JSON or CSV file on the lab's host; for CIFAR-100 <c>fine</c> or
    /// <c>coarse</c>; null: the source's own dataset.json, else folders where all images lie in some.
    /// </summary>
    public string? Labels { get; init; }

    /// <summary>
    /// The column of the label file that holds the label, by name or by number from 1; null: the one that
    /// is called label, class, ….
    /// </summary>
    public string? LabelColumn { get; init; }

    /// <summary>
    /// The only split that is used, such as <c>train</c>: a folder, or a word in the label file's column
    /// <c>split</c>; null: all images.
    /// </summary>
    public string? Split { get; init; }

    /// <summary>
    /// <c>crop</c> (the largest square in the middle) or <c>fit</c> (all of the image on the background); null: crop.
    /// </summary>
    public string? Framing { get; init; }

    /// <summary><c>area</c> or <c>lanczos</c>; null: area.</summary>
    public string? Filter { get; init; }

    /// <summary><c>white</c>, <c>black</c> or <c>#rrggbb</c>; null: white.</summary>
    public string? Background { get; init; }

    /// <summary>
    /// Images of more pixels count as damaged, by their header alone; at least 1; null:
    /// <see cref="DefaultMostPixels"/>.
    /// </summary>
    public long? MostPixels { get; init; }

    /// <summary>How many images are made up, at least 1; null: 10,000.</summary>
    public int? Images { get; init; }

    /// <summary>How many classes are made up, 0 to 1000; null: 10.</summary>
    public int? Classes { get; init; }

    /// <summary>Ten thousand by ten thousand.</summary>
    public const long DefaultMostPixels = 100_000_000;

    /// <exception cref="InvalidInputException">A number is out of its range.</exception>
    public void Check()
    {
        Require(
            Resolution is null or (>= 4 and <= 1024) && (Resolution & (Resolution - 1)) is null or 0,
            $"resolution is {Resolution}; it must be a power of two from 4 to 1024.");
        Require(Channels is null or 1 or 3 or 4,
            $"channels is {Channels}; it must be 1 (grey), 3 (RGB) or 4 (RGB and alpha).");
        Require(MostPixels is null or >= 1, $"mostPixels is {MostPixels}; it must be at least 1.");
        Require(Images is null or >= 1, $"images is {Images}; it must be at least 1.");
        Require(Classes is null or (>= 0 and <= 1000), $"classes is {Classes}; it must be 0 to 1000.");
    }

    /// <summary>Names of the options that are set, in camelCase.</summary>
    public IEnumerable<string> Given()
    {
        (string Name, object? Value)[] all =
        [
            ("resolution", Resolution), ("channels", Channels), ("labels", Labels), ("labelColumn", LabelColumn),
            ("split", Split), ("framing", Framing), ("filter", Filter), ("background", Background),
            ("mostPixels", MostPixels), ("images", Images), ("classes", Classes),
        ];
        return all.Where(o => o.Value is not null).Select(o => o.Name);
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
            throw new InvalidInputException(sentence);
    }
}

/// <summary>Words of a request that stand for the values of an enum.</summary>
public static class OptionWord
{
    /// <summary>What a word stands for: an enum's value in lower-case letters.</summary>
    /// <param name="option">The option's name, for the sentence.</param>
    /// <param name="word">As given; null: nothing was asked for.</param>
    /// <exception cref="InvalidInputException">The word is not known.</exception>
    public static T? Read<T>(string option, string? word)
        where T : struct, Enum
    {
        if (word is null)
            return null;
        var known = Enum.GetValues<T>();
        var at = Array.FindIndex(known, value => Name(value) == word);
        return at >= 0
            ? known[at]
            : throw new InvalidInputException(
                $"{option} is '{InputText.Shown(word)}'; it must be {string.Join(" or ", known.Select(Name))}.");
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
