using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PgGanLab.Cli.Output;

/// <summary>Experiments with the columns that were asked for; the id is always the first, and never broken.</summary>
internal static class ColumnTable
{
    private const string Id = "id";

    /// <summary>What a table has that nobody chose columns for, beside the settings that are varied.</summary>
    private static readonly ImmutableArray<string> Usual = ["rank", "status", "kimg", "swd"];

    /// <param name="experiments">In their order.</param>
    /// <param name="columns">Names with commas; null for the usual ones.</param>
    /// <exception cref="InvalidInputException">No column has such a name.</exception>
    public static IRenderable Of(IReadOnlyList<ExperimentSummary> experiments, string? columns)
    {
        if (experiments.Count == 0)
            return new Text("No experiment of the sweep is chosen by that.");
        var shown = Columns(experiments, columns, Usual);
        var table = Tables.New();
        foreach (var column in shown)
            if (column.Name != Id && experiments.All(e => column.Of(e) is null || column.NumberOf(e) is not null))
                table.Right(column.Name);
            else if (column.Name is Id or "status")
                table.Fixed(column.Name);
            else
                table.Left(column.Name);
        foreach (var experiment in experiments)
            table.AddRow([.. shown.Select(c => RunTable.Cell("default", Cell(c, experiment)))]);
        return table;
    }

    /// <summary>The same as CSV, with whole numbers and all columns where none were chosen.</summary>
    /// <exception cref="InvalidInputException">No column has such a name.</exception>
    public static IEnumerable<string> Csv(IReadOnlyList<ExperimentSummary> experiments, string? columns)
    {
        var shown = Columns(experiments, columns, [.. ExperimentColumns.Fields.Select(f => f.Name)]);
        return experiments.Select(e => CsvText.Line(shown.Select(c => c.Of(e))))
            .Prepend(CsvText.Line(shown.Select(c => c.Name)));
    }

    private static ImmutableArray<ExperimentColumn> Columns(
        IReadOnlyList<ExperimentSummary> experiments, string? names, ImmutableArray<string> otherwise)
    {
        const StringSplitOptions words = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var known = ExperimentColumns.Of(experiments);
        IEnumerable<ExperimentColumn> chosen = names is null
            ? otherwise.Select(known.Find).Concat(known.Settings)
            : names.Split(',', words).Select(known.Find);
        return [.. chosen.Prepend(known.Find(Id)).DistinctBy(c => c.Name)];
    }

    private static string Cell(ExperimentColumn column, ExperimentSummary experiment) =>
        column.Of(experiment) is not { } text ? Readable.None
        : column.NumberOf(experiment) is { } number ? FourDigits(number)
        : text;

    /// <summary>Four significant digits; of greater numbers all before the point.</summary>
    private static string FourDigits(double number) => NumberText.Of(Math.Abs(number) >= 1000
        ? Math.Round(number)
        : double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
