using System.Collections.Immutable;

namespace PgGanLab.Growth.Analysis;

/// <summary>A run with a result that can be compared with the others'.</summary>
/// <param name="Number">The experiment's number.</param>
/// <param name="Values">
/// Its value of each varied setting as it is written; empty where the setting doesn't count for it.
/// </param>
/// <param name="Score">What it is ranked by, lower is better.</param>
public sealed record AnalysedRun(int Number, ImmutableArray<string> Values, double Score);

/// <summary>What the results of a search say about its settings.</summary>
public sealed record SearchAnalysis
{
    /// <summary>Means of numbers are over at most so many levels.</summary>
    private const int MostMeans = 6;

    /// <summary>Pairs that are told, those with most first.</summary>
    private const int MostPairs = 10;

    /// <summary>The greatest number over the least from which on an axis is better logarithmic.</summary>
    private const double LogFrom = 10;

    /// <summary>Numbers of the runs that it is about.</summary>
    public required ImmutableArray<int> Experiments { get; init; }

    /// <summary>What each of them is ranked by, lower is better.</summary>
    public required ImmutableArray<double> Scores { get; init; }

    /// <summary>The settings that the search varies, the most important first; in its own order where that is unknown.
    /// </summary>
    public required ImmutableArray<AnalysedSetting> Settings { get; init; }

    /// <summary>Pairs of settings that do something together, the most important first.</summary>
    public required ImmutableArray<AnalysedPair> Pairs { get; init; }

    /// <summary>
    /// How much of the variance a random forest foretells of runs that it has not seen; null where there are too few
    /// runs for importances.
    /// </summary>
    public required double? Explained { get; init; }

    /// <summary>Whether importances are of the logarithm of the scores: where all are greater than 0.</summary>
    public required bool IsOfLogarithm { get; init; }

    /// <param name="settings">The names of the varied settings.</param>
    /// <param name="runs">Runs that can be compared.</param>
    public static SearchAnalysis Of(IReadOnlyList<string> settings, IReadOnlyList<AnalysedRun> runs)
    {
        double[] scores = [.. runs.Select(r => r.Score)];
        var isOfLogarithm = scores.Length > 0 && scores.All(s => s > 0);
        string[][] values = [.. settings.Select((_, i) => runs.Select(r => r.Values[i]).ToArray())];
        var importance =
            SettingImportance.Of(values, isOfLogarithm ? [.. scores.Select(s => Math.Log(s))] : scores);
        return new SearchAnalysis
        {
            Experiments = [.. runs.Select(r => r.Number)],
            Scores = [.. scores],
            Settings = [.. settings.Select((name, i) => Setting(name, values[i], scores, importance?.Of(i)))
                .OrderByDescending(s => s.Importance?.Share ?? 0)],
            Pairs = importance is null ? [] : Paired(settings, importance),
            Explained = importance?.Explained,
            IsOfLogarithm = isOfLogarithm,
        };
    }

    private static ImmutableArray<AnalysedPair> Paired(IReadOnlyList<string> settings, SettingImportance importance) =>
    [
        .. Enumerable.Range(0, settings.Count)
            .SelectMany(i => Enumerable.Range(i + 1, settings.Count - i - 1), (i, j) =>
                new AnalysedPair(settings[i], settings[j], importance.Of(i, j)))
            .OrderByDescending(p => p.Importance.Share).Take(MostPairs),
    ];

    private static AnalysedSetting Setting(
        string name, string[] values, double[] scores, VarianceShare? importance)
    {
        var seen = SettingLevels.Of(values, scores, MostMeans);
        double[] numbers = [.. values.Select(SettingLevels.Number).Where(n => !double.IsNaN(n))];
        return new AnalysedSetting
        {
            Name = name,
            IsNumber = seen.IsNumber,
            IsLogarithmic = seen.IsNumber && numbers.Length > 0 && numbers.Min() > 0
                && numbers.Max() / numbers.Min() >= LogFrom,
            Importance = importance,
            Values = [.. values],
            Means = [.. seen.Levels.Select((level, i) =>
                Mean(level, [.. scores.Where((_, run) => seen.LevelOf[run] == i)]))],
        };
    }

    private static LevelMean Mean(SettingLevel level, double[] scores)
    {
        var mean = scores.Average();
        return new LevelMean
        {
            Value = level.Label,
            From = level.From,
            To = level.To,
            Runs = scores.Length,
            Mean = mean,
            StandardError = scores.Length < 2 ? null
                : Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Length - 1) / scores.Length),
        };
    }
}

/// <summary>A varied setting, and what results say about it.</summary>
public sealed record AnalysedSetting
{
    /// <summary>Such as <c>learningRate@16</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether all of its values are numbers.</summary>
    public required bool IsNumber { get; init; }

    /// <summary>Whether they lie better on a logarithmic axis.</summary>
    public required bool IsLogarithmic { get; init; }

    /// <summary>The share of the variance that it has alone; null where there are too few runs.</summary>
    public required VarianceShare? Importance { get; init; }

    /// <summary>The value of each run as it is written; empty where the setting doesn't count for it.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>Mean results by value; numbers with many values are put together, about equally many runs each.
    /// </summary>
    public required ImmutableArray<LevelMean> Means { get; init; }
}

/// <summary>Two settings that do something together.</summary>
/// <param name="First">Name of the one.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Importance">The share of the variance that they have together beyond what each has alone.</param>
public sealed record AnalysedPair(string First, string Second, VarianceShare Importance);

/// <summary>The mean result of the runs that have a value, or one of neighbouring values.</summary>
public sealed record LevelMean
{
    /// <summary>As people read it; empty for the runs for which the setting doesn't count.</summary>
    public required string Value { get; init; }

    /// <summary>Least number; null for a word.</summary>
    public required double? From { get; init; }

    /// <summary>Greatest number; null for a word.</summary>
    public required double? To { get; init; }

    public required int Runs { get; init; }

    /// <summary>Of what runs are ranked by, lower is better.</summary>
    public required double Mean { get; init; }

    /// <summary>Of the mean; null for one run, which says nothing about it.</summary>
    public required double? StandardError { get; init; }
}
