using System.Collections.Immutable;
using System.Globalization;

namespace PgGanLab.Growth.Sweeps;

/// <summary>What people write to a sweep or an experiment for themselves and others: it changes nothing else.</summary>
/// <param name="Tags">Words, lower case, each once, in order.</param>
/// <param name="Note">Text, as it was typed; empty for none.</param>
public sealed record Annotation(ImmutableArray<string> Tags, string Note)
{
    /// <summary>Most tags.</summary>
    public const int MostTags = 20;

    /// <summary>Most characters of a tag.</summary>
    public const int LongestTag = 40;

    /// <summary>Most characters of a note.</summary>
    public const int LongestNote = 4000;

    /// <summary>Nothing is written.</summary>
    public static Annotation None { get; } = new([], "");

    /// <summary>With these tags instead.</summary>
    /// <param name="tags">
    /// Letters, digits and <c>- _ . : / +</c>, 1 to <see cref="LongestTag"/> of them; case makes no difference.
    /// </param>
    /// <exception cref="InvalidInputException">One of them can't be used, or there are too many.</exception>
    public Annotation WithTags(IEnumerable<string> tags)
    {
        ImmutableArray<string> read = [.. tags.Select(Tag).Distinct().Order(StringComparer.Ordinal)];
        return read.Length <= MostTags
            ? this with { Tags = read }
            : throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"There are {read.Length} tags; there may be {MostTags} at most."));
    }

    /// <summary>With this note instead.</summary>
    /// <param name="note">Up to <see cref="LongestNote"/> characters; empty for none.</param>
    /// <exception cref="InvalidInputException">It is too long, or holds what no text may hold.</exception>
    public Annotation WithNote(string note)
    {
        var text = note.Trim();
        if (text.Length > LongestNote)
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"The note has {text.Length} characters; it may have {LongestNote} at most."));
        return InputText.Problem(text) is { } problem
            ? throw new InvalidInputException($"The note holds {problem}; leave it out.")
            : this with { Note = text };
    }

    /// <summary>The tags that a person typed with spaces or commas between them.</summary>
    public static string[] Split(string typed) =>
        typed.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string Tag(string text)
    {
        var tag = text.Trim().ToLowerInvariant();
        return tag.Length is >= 1 and <= LongestTag && tag.All(c => char.IsLetterOrDigit(c) || "-_.:/+".Contains(c))
            ? tag
            : throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture,
                $"'{InputText.Shown(text)}' is no tag; a tag has 1 to {LongestTag} letters, digits or '-_.:/+'."));
    }
}
