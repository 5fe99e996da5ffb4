using System.Text;

namespace PgGanLab.Model.Data.Labels;

/// <summary>
/// Reads a label file's bytes as text, and its text as a table: JSON (<see cref="LabelJson"/>), or lines of fields
/// (<see cref="LabelCsv"/>).
/// </summary>
internal static class LabelText
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// What the bytes say as UTF-8 or as UTF-16 with a byte order mark; as Latin-1 where they are neither.
    /// </summary>
    /// <exception cref="FormatException">They are no text; one clause says so.</exception>
    public static string Decode(byte[] bytes)
    {
        var text = Encoded(bytes);
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new FormatException(
                "it holds no text, but is needed as JSON, JSON lines, or lines of fields such as CSV")
            : text;
    }

    /// <param name="text">All of the file.</param>
    /// <param name="isImage">Whether a field names an image, which tells a first line of data from a header.</param>
    /// <returns>The table; null for <c>{"labels": null}</c>, which says that there are no classes.</returns>
    /// <exception cref="FormatException">It is of no known form; one clause says what is wrong.</exception>
    public static LabelRows? Parse(string text, Func<string, bool> isImage) =>
        text.AsSpan().TrimStart() is ['{' or '[', ..] ? LabelJson.Read(text) : LabelCsv.Read(text, isImage);

    private static string Encoded(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..])
            return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes is [0xFE, 0xFF, ..])
            return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
