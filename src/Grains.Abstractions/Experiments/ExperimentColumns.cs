using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>
/// What is known of experiments, under the names that filters, orders and tables have for it: fields of
/// <see cref="ExperimentSummary"/>, and the settings that the sweep varies. Case makes no difference.
/// </summary>
public sealed class ExperimentColumns
{
    /// <summary>The columns that experiments of every sweep have.</summary>
    public static ImmutableArray<ExperimentColumn> Fields { get; } =
    [
        new("id", e => e.Id),
        new("number", e => Number(e.Number)),
        new("name", e => e.Name),
        new("status", e => JsonNamingPolicy.CamelCase.ConvertName(e.Status.ToString())),
        new("rank", e => Number(e.Rank)),
        new("score", e => Number(e.Score)),
        new("swd", e => Number(Swd(e)?.Average)),
        new("msSsim", e => Number(Swd(e)?.MsSsim)),
        new("resolution", e => Number(e.Resolution)),
        new("kimg", e => Number(e.Nimg / 1000.0)),
        new("kimgPlanned", e => Number(e.TotalImages / 1000.0)),
        new("priority", e => Number(e.Priority)),
        new("starred", e => e.IsStarred ? "true" : "false"),
        new("tags", e => e.Tags.IsEmpty ? null : string.Join(' ', e.Tags)),
        new("note", e => e.Note.Length == 0 ? null : e.Note),
        new("worker", e => e.Worker),
        new("reason", e => e.Reason),
    ];

    private ExperimentColumns(ImmutableArray<ExperimentColumn> all, ImmutableArray<ExperimentColumn> settings) =>
        (All, Settings) = (all, settings);

    /// <summary>The fields, then the settings.</summary>
    public ImmutableArray<ExperimentColumn> All { get; }

    /// <summary>The settings that the experiments vary, such as <c>learningRate@16</c>.</summary>
    public ImmutableArray<ExperimentColumn> Settings { get; }

    /// <summary>The columns that these experiments have.</summary>
    public static ExperimentColumns Of(IEnumerable<ExperimentSummary> experiments)
    {
        ImmutableArray<ExperimentColumn> settings = [.. experiments.SelectMany(e => e.Varied).Select(s => s.Name)
            .Distinct().Select(name => new ExperimentColumn(
                name, e => e.Varied.FirstOrDefault(s => s.Name == name)?.Value))];
        return new ExperimentColumns([.. Fields, .. settings], settings);
    }

    /// <exception cref="InvalidInputException">No column has that name.</exception>
    public ExperimentColumn Find(string name)
    {
        var noSuch = NoSuch(name);
        return Known(name) ?? throw new InvalidInputException($"T{noSuch[1..]}");
    }

    /// <summary>The column of that name, or null.</summary>
    internal ExperimentColumn? Known(string name) =>
        All.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal string NoSuch(string name) =>
        $"there is no column '{InputText.Shown(name)}'; {NearestName.Hint(name, [.. All.Select(c => c.Name)])}";

    /// <summary>Where it is compared with the others; without a rank, its latest.</summary>
    private static Measurement? Swd(ExperimentSummary experiment) => experiment.RankedSwd ?? experiment.Swd;

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One thing that is known of experiments.</summary>
/// <param name="Name">Such as <c>swd</c>.</param>
/// <param name="Of">Its value as CSV has it; null where it is not known.</param>
public sealed record ExperimentColumn(string Name, Func<ExperimentSummary, string?> Of)
{
    /// <summary>Its value as a number; null where it is none.</summary>
    public double? NumberOf(ExperimentSummary experiment) =>
        Of(experiment) is { } text && NumberText.TryRead(text, out double number) ? number : null;
}
