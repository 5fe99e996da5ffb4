using System.Collections.Immutable;
using PgGanLab.Cli.Client;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Sweep">The sweep with its experiments, best first.</param>
/// <param name="Swd">All measurements.</param>
/// <param name="Analysis">Which settings its results hang on.</param>
/// <param name="Definition">The sweep's file, YAML.</param>
/// <param name="Samples">Grids of some experiments, best first.</param>
/// <param name="Server">The lab's root.</param>
/// <param name="At">When it was made.</param>
internal sealed record SweepReport(
    SweepView Sweep, ImmutableArray<SwdPoint> Swd, SweepAnalysis Analysis, string Definition,
    IReadOnlyList<SampleGrid> Samples, string Server, DateTimeOffset At)
{
    /// <summary>Experiments that have a colour of their own, best first.</summary>
    public const int MostColours = 8;

    /// <summary>The colour of an experiment: 1 to <see cref="MostColours"/>; null where it has none.</summary>
    public int? ColourOf(int number)
    {
        var place = Sweep.Experiments.Take(MostColours).ToList().FindIndex(e => e.Number == number);
        return place < 0 ? null : place + 1;
    }
}

/// <summary>The newest samples of an experiment.</summary>
/// <param name="Experiment">Whose.</param>
/// <param name="Png">The grid.</param>
internal sealed record SampleGrid(ExperimentSummary Experiment, byte[] Png);
