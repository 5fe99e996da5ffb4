using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using Spectre.Console;
using Spectre.Console.Rendering;
using Measurement = PgGanLab.Growth.Results.Measurement;

namespace PgGanLab.Cli.Output;

/// <summary>The best generators of a lab, a line for each dataset, resolution and number of images measured.</summary>
internal static class BestTable
{
    /// <summary>Of results that can be compared, those with the least SWD.</summary>
    public static ImmutableArray<BestOfLab> Choose(IEnumerable<SweepSummary> sweeps) =>
    [
        .. sweeps.Where(s => s is { BestExperiment: not null, BestSwd: not null })
            .GroupBy(s => (s.Dataset, s.BestSwd!.Resolution, s.BestSwd.Images))
            .OrderBy(g => g.Key.Dataset, StringComparer.Ordinal).ThenBy(g => g.Key.Resolution).ThenBy(g => g.Key.Images)
            .Select(g => (Best: g.MinBy(s => s.BestSwd!.Average)!, Sweeps: g.Count()))
            .Select(b => new BestOfLab(b.Best.Dataset, b.Best.BestExperiment!, b.Best.BestSwd!, b.Sweeps)),
    ];

    public static IRenderable Of(IReadOnlyList<BestOfLab> best)
    {
        if (best.Count == 0)
            return new Text("No sweep has a result yet; ./lab sweep ls lists what runs.");
        var table = Tables.New().Left("dataset").Right("px").Fixed("best").Right("SWD").Right("kimg").Right("images")
            .Right("of sweeps");
        foreach (var entry in best)
            table.AddRow([.. ((string[])[
                entry.Dataset, entry.Swd.Resolution.ToString(CultureInfo.InvariantCulture), entry.Experiment,
                Readable.Swd(entry.Swd.Average), Readable.Kimg(entry.Swd.Nimg), Readable.Count(entry.Swd.Images),
                Readable.Count(entry.Sweeps)]).Select(text => RunTable.Cell("default", text))]);
        return new Rows(table, new Text("./lab best SWEEP says more of one; with --download PATH it saves its generator."));
    }
}

/// <summary>The best generator for a dataset at a resolution, as <c>lab best --json</c> prints it.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Swd">Where its sweep compared it: with its resolution, kimg and number of images.</param>
/// <param name="Sweeps">How many sweeps have a result there.</param>
internal sealed record BestOfLab(string Dataset, string Experiment, Measurement Swd, int Sweeps);
