namespace PgGanLab.Growth.Configuration;

/// <summary>Finds the name that a person most likely meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The candidate that begins with <paramref name="name"/>, else the one with the smallest edit distance to it (case
    /// ignored); the first of equals.
    /// </summary>
    public static string Of(string name, IEnumerable<string> candidates) =>
        candidates.MinBy(c => (
            !c.StartsWith(name, StringComparison.OrdinalIgnoreCase),
            Distance(name.ToLowerInvariant(), c.ToLowerInvariant())))
        ?? throw new ArgumentException("There is no candidate.", nameof(candidates));

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
