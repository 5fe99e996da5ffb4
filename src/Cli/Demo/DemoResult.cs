using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Demo;

/// <summary>
/// What <c>lab demo --json FILE</c> writes (docs/cli.md). All SWD values are x 10^3 at the sweep's final resolution.
/// </summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="KimgRequested">Thousands of real images that the experiments would train if each trained alone.</param>
/// <param name="KimgTrained">Thousands of real images that the sweep has trained.</param>
/// <param name="KimgReused">Thousands of real images that needed no training of their own.</param>
/// <param name="KimgGivenUp">Thousands of real images that lost experiments asked for and did not get.</param>
/// <param name="Seconds">From acceptance to end.</param>
/// <param name="UntrainedSwd">Average SWD of the untrained generator; null when not measured.</param>
/// <param name="FloorSwd">Average SWD of real images against other real images; null when not measured.</param>
/// <param name="Experiments">Ranked experiments best first, then the others.</param>
/// <param name="Best">Null when no experiment has a result.</param>
internal sealed record DemoResult(
    string Sweep, double KimgRequested, double KimgTrained, double KimgReused, double KimgGivenUp, double Seconds,
    double? UntrainedSwd, double? FloorSwd,
    ImmutableArray<DemoResult.Experiment> Experiments, DemoResult.BestExperiment? Best)
{
    /// <param name="Id">The sweep's id, a dot, and the number.</param>
    /// <param name="Name">What it varies, in words.</param>
    /// <param name="Settings">The settings that it varies, by name: numbers, booleans or text.</param>
    /// <param name="Status">Such as <c>finished</c>.</param>
    /// <param name="Swd">Its last SWD, if it has one.</param>
    /// <param name="Kimg">Thousands of real images shown along its path.</param>
    /// <param name="Checkpoint">Absolute path of its last checkpoint.</param>
    internal sealed record Experiment(
        string Id, string Name, ImmutableSortedDictionary<string, JsonValue> Settings, ExperimentStatus Status,
        Distance? Swd, double Kimg, string? Checkpoint);

    /// <summary>
    /// A measurement as the file has had it from the start, where scripts read <c>avg</c> and <c>levels</c>; the
    /// API has the whole record.
    /// </summary>
    /// <param name="Avg">Mean over the levels.</param>
    /// <param name="Levels">Pyramid level in pixels to its distance.</param>
    internal sealed record Distance(double Avg, ImmutableSortedDictionary<int, double> Levels);

    /// <param name="Experiment">Its id.</param>
    /// <param name="Generator">Absolute path of its generator (safetensors).</param>
    /// <param name="Samples">Absolute path of its sample grid (PNG).</param>
    internal sealed record BestExperiment(string Experiment, string Generator, string Samples);

    /// <summary>Results of a sweep that has ended.</summary>
    public static DemoResult Of(SweepView sweep, LabDirectories directories, BestExperiment? best) => new(
        sweep.Summary.Id, sweep.Summary.KimgRequested, sweep.Summary.KimgTrained, sweep.Summary.KimgReused,
        sweep.Summary.KimgGivenUp,
        (sweep.Summary.EndedAt - sweep.Summary.CreatedAt)?.TotalSeconds ?? 0,
        sweep.UntrainedSwd?.Average, sweep.FloorSwd?.Average,
        [.. sweep.Experiments.Select(e => Of(e, directories))], best);

    private static Experiment Of(ExperimentSummary e, LabDirectories directories) => new(
        e.Id, e.Name, e.Varied.ToImmutableSortedDictionary(s => s.Name, s => Value(s.Value)), e.Status,
        e.Swd is null ? null : new Distance(e.Swd.Average, e.Swd.Levels), e.Nimg / 1000.0,
        e.Checkpoint is null ? null : directories.Resolve(e.Checkpoint));

    private static JsonValue Value(string text) =>
        bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
        : JsonValue.Create(text);
}
