using System.Collections.Immutable;
using System.Globalization;

namespace PgGanLab.Model.Checkpoints;

/// <summary>
/// The classes that have a real image, in a file's metadata: <c>classes</c>, numbers with commas between them. Only
/// where some class has none.
/// </summary>
internal static class ClassesMetadata
{
    private const string Name = "classes";

    /// <param name="classes">Default: every class has an image.</param>
    public static IEnumerable<KeyValuePair<string, string>> Write(ImmutableArray<int> classes) => classes.IsDefault
        ? []
        : [new(Name, string.Join(',', classes.Select(c => c.ToString(CultureInfo.InvariantCulture))))];

    /// <returns>Default where the file doesn't say.</returns>
    /// <exception cref="FormatException">They are no list of numbers.</exception>
    public static ImmutableArray<int> Read(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Name, out var text)
            ? [.. text.Split(',').Select(c => int.Parse(c, NumberStyles.None, CultureInfo.InvariantCulture))]
            : default;
}
