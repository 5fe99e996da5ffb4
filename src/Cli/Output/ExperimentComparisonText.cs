using PgGanLab.Grains.Experiments;
using PgGanLab.Growth;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>Experiments side by side for the terminal.</summary>
internal static class ExperimentComparisonText
{
    /// <param name="comparison">What was compared.</param>
    /// <param name="withStars">Mark the best with a star: for output that has no bold.</param>
    public static IRenderable Of(ExperimentComparison comparison, bool withStars)
    {
        List<IRenderable> parts = [ComparisonText.Of(comparison.Table, withStars)];
        parts.Add(comparison.Differences.IsEmpty ? new Text("They differ in no setting.") : Settings(comparison));
        parts.AddRange(comparison.Shared.Select(shared => new Text(
            $"{shared.First} and {shared.Second} have {Readable.Kimg(shared.Kimg)} kimg in common "
            + $"({Readable.Plural(shared.Phases, "phase")}).")));
        parts.AddRange(comparison.Cautions.Select(caution => new Markup($"[yellow]{caution.EscapeMarkup()}[/]")));
        return new Rows(parts);
    }

    private static Table Settings(ExperimentComparison comparison)
    {
        var table = Tables.New("").Left("experiment");
        foreach (var difference in comparison.Differences)
            table.Right(difference.Name);
        for (var i = 0; i < comparison.Experiments.Length; i++)
        {
            table.AddRow(["", comparison.Experiments[i].Summary.Id,
                .. comparison.Differences.Select(d => Value(d.Values[i]).EscapeMarkup())]);
        }
        return table;
    }

    private static string Value(string value) => value.Length == 0 ? "–" : Readable.Setting(value);
}
