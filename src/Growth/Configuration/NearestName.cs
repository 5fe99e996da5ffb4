namespace PgGanLab.Growth.Configuration;

/// <summary>Finds the name that a person most likely meant.</summary>
public static class NearestName
{
    /// <summary>Shorter beginnings of a name fit too many.</summary>
    private const int LeastBeginning = 2;

    /// <summary>Longer texts are no slip of a finger.</summary>
    private const int LongestName = 100;

    /// <summary>
    /// The candidate that begins with <paramref name="name"/>, else the one that takes the fewest changes of a letter
    /// (case ignored), the first of equals; null where none is so near that it is likely: one change, or one in three
    /// letters.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName)
            return null;
        return candidates.Select(c => (Name: c, Distance: Distance(name.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => IsBeginning(name, c.Name)
                || c.Distance <= Math.Max(1, Math.Min(name.Length, c.Name.Length) / 3))
            .OrderBy(c => !IsBeginning(name, c.Name)).ThenBy(c => c.Distance)
            .Select(c => c.Name).FirstOrDefault();
    }

    /// <summary>
    /// What follows a refused name: <c>did you mean 'name'?</c>, or, where nothing is near, <c>there are a, b and
    /// c.</c>
    /// </summary>
    public static string Hint(string name, IReadOnlyCollection<string> candidates) => Of(name, candidates) is { } meant
        ? $"did you mean '{meant}'?"
        : $"there {(candidates.Count == 1 ? "is" : "are")} {List(candidates)}.";

    /// <summary>
    /// What ends a sentence that has listed all names: <c>; did you mean 'name'?</c>, or a full stop.
    /// </summary>
    public static string Question(string name, IEnumerable<string> candidates) =>
        Of(name, candidates) is { } meant ? $"; did you mean '{meant}'?" : ".";

    private static string List(IReadOnlyCollection<string> names) => names.Count < 2
        ? string.Concat(names)
        : $"{string.Join(", ", names.SkipLast(1))} and {names.Last()}";

    private static bool IsBeginning(string name, string candidate) =>
        name.Length >= LeastBeginning && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Levenshtein's distance in which two letters that changed places count once.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                rows[i, j] = i == 0 ? j : j == 0 ? i : Step(rows, a, b, i, j);
        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, replaced);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
    }
}
