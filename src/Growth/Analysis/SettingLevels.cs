using System.Collections.Immutable;
using System.Globalization;

namespace PgGanLab.Growth.Analysis;

/// <summary>The values that runs have of one setting, as few levels in an order.</summary>
/// <param name="Levels">The levels: numbers rising, kinds by their mean score, first the runs without a value.</param>
/// <param name="LevelOf">Index of each run's level.</param>
/// <param name="IsNumber">Whether all values are numbers.</param>
internal sealed record SettingLevels(
    ImmutableArray<SettingLevel> Levels, ImmutableArray<int> LevelOf, bool IsNumber)
{
    /// <param name="values">A run's value as it is written; empty where the setting doesn't count for it.</param>
    /// <param name="scores">What each run reached.</param>
    /// <param name="most">Numbers that have more values are put into so many levels of about equally many runs.</param>
    public static SettingLevels Of(IReadOnlyList<string> values, IReadOnlyList<double> scores, int most)
    {
        var numbers = values.Select(v => v.Length == 0 ? double.NaN : Number(v)).ToArray();
        var isNumber = numbers.Zip(values).All(n => n.Second.Length == 0 || !double.IsNaN(n.First));
        var groups = isNumber ? Numbers(numbers, most) : Kinds(values, scores);
        var levelOf = new int[values.Count];
        var levels = groups.Select((runs, level) =>
        {
            foreach (var run in runs)
                levelOf[run] = level;
            return Level(runs, values, numbers, isNumber);
        }).ToImmutableArray();
        return new SettingLevels(levels, [.. levelOf], isNumber);
    }

    /// <summary>The number that a value is; NaN for a word.</summary>
    public static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : double.NaN;

    private static List<int[]> Numbers(double[] numbers, int most)
    {
        var groups = new List<int[]>();
        var without = Enumerable.Range(0, numbers.Length).Where(i => double.IsNaN(numbers[i])).ToArray();
        if (without.Length > 0)
            groups.Add(without);
        int[][] distinct = [.. Enumerable.Range(0, numbers.Length).Where(i => !double.IsNaN(numbers[i]))
            .GroupBy(i => numbers[i]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        if (distinct.Length <= most)
            return [.. groups, .. distinct];
        var (left, room, begun) = (distinct.Sum(g => g.Length), most, new List<int>());
        for (var i = 0; i < distinct.Length; i++)
        {
            begun.AddRange(distinct[i]);
            if (begun.Count * room < left && i < distinct.Length - 1)
                continue;
            groups.Add([.. begun]);
            left -= begun.Count;
            room = Math.Max(1, room - 1);
            begun.Clear();
        }
        return groups;
    }

    private static List<int[]> Kinds(IReadOnlyList<string> values, IReadOnlyList<double> scores) =>
    [
        .. Enumerable.Range(0, values.Count).GroupBy(i => values[i])
            .OrderBy(g => g.Key.Length > 0).ThenBy(g => g.Average(i => scores[i])).ThenBy(g => g.Key)
            .Select(g => g.ToArray()),
    ];

    private static SettingLevel Level(int[] runs, IReadOnlyList<string> values, double[] numbers, bool isNumber)
    {
        if (!isNumber || values[runs[0]].Length == 0)
            return new SettingLevel(values[runs[0]], null, null);
        var (from, to) = (runs.Min(i => numbers[i]), runs.Max(i => numbers[i]));
        return new SettingLevel(from == to ? Text(from) : $"{Text(from)} – {Text(to)}", from, to);
    }

    private static string Text(double number) => Readable.Setting(number.ToString("R", CultureInfo.InvariantCulture));
}

/// <summary>A value, or neighbouring values, of a setting.</summary>
/// <param name="Label">As people read it; empty for runs for which the setting doesn't count.</param>
/// <param name="From">Least number; null for a kind.</param>
/// <param name="To">Greatest number; null for a kind.</param>
internal sealed record SettingLevel(string Label, double? From, double? To);
