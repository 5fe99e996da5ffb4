using System.Collections.Immutable;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;
using PgGanLab.Growth.Results;

namespace PgGanLab.Grains.Experiments;

/// <summary>Experiments side by side, of one sweep or of several.</summary>
public sealed record ExperimentComparison
{
    /// <summary>In the order in which they were asked for.</summary>
    public required ImmutableArray<ComparedExperiment> Experiments { get; init; }

    /// <summary>
    /// Their results at one common ground, the highest resolution and there what most have passed; where an experiment
    /// has none there, its latest with the reason why it can't be compared.
    /// </summary>
    public required ComparisonTable Table { get; init; }

    /// <summary>Settings in which they differ, in the catalogue's order.</summary>
    public required ImmutableArray<SettingDifference> Differences { get; init; }

    /// <summary>What pairs of them trained once for both; the most first.</summary>
    public required ImmutableArray<SharedPhases> Shared { get; init; }

    /// <summary>What makes the comparison unfair: one sentence each.</summary>
    public required ImmutableArray<string> Cautions { get; init; }

    /// <param name="views">The experiments.</param>
    /// <param name="sweeps">The sweeps that they are of.</param>
    public static ExperimentComparison Of(IReadOnlyList<ExperimentView> views, IReadOnlyList<SweepView> sweeps)
    {
        var sweepOf = sweeps.ToDictionary(s => s.Summary.Id, s => s.Summary);
        ImmutableArray<ComparedExperiment> experiments = [.. views.Select(v => new ComparedExperiment(
            v.Summary, sweepOf[v.Summary.SweepId].Name, sweepOf[v.Summary.SweepId].Dataset))];
        var differences = SettingDifference.Of(views);
        var table = Results(experiments, views, sweeps);
        return new ExperimentComparison
        {
            Experiments = experiments,
            Table = table,
            Differences = differences,
            Shared = SharedPhases.Of(views),
            Cautions = [.. Unfair(experiments, differences, table)],
        };
    }

    private static ComparisonTable Results(
        ImmutableArray<ComparedExperiment> experiments, IReadOnlyList<ExperimentView> views,
        IReadOnlyList<SweepView> sweeps)
    {
        var ranked = Ranking.Order([.. views.Select(Contender)]).ToDictionary(r => r.Experiment, r => r.Swd);
        // Whole minibatches bring runs past their plans, by which they are compared.
        var ground = ranked.Count == 0 ? 0
            : views.Where(v => ranked.ContainsKey(v.Summary.Id))
                .Min(v => Math.Min(ranked[v.Summary.Id].Nimg, v.Summary.TotalImages));
        var resolution = ranked.Values.FirstOrDefault()?.Resolution;
        var isOneDataset = experiments.Select(e => e.Dataset).Distinct().Count() == 1;
        var isOneSweep = sweeps.Count == 1;
        return ComparisonTable.Of(experiments.Select(e =>
        {
            var swd = ranked.TryGetValue(e.Summary.Id, out var compared)
                ? compared with { Nimg = ground }
                : e.Summary.Swd;
            return new ComparisonEntry(
                e.Summary.Id, isOneSweep ? e.Summary.Title() : e.Title, compared is null ? -1 : ground, swd,
                swd is null ? "nothing is measured" : null);
        }), Reference(s => s.FloorSwd), Reference(s => s.UntrainedSwd));

        Measurement? Reference(Func<SweepView, Measurement?> of) => isOneDataset
            ? sweeps.Select(of).FirstOrDefault(swd => swd?.Resolution == resolution)
            : null;
    }

    private static Contender Contender(ExperimentView view)
    {
        var path = ImmutableArray.CreateBuilder<MeasuredPhase>();
        var from = -1L;
        foreach (var phase in view.Phases)
        {
            path.Add(new MeasuredPhase(phase.End, phase.Status == PhaseStatus.Finished ? phase.Nimg : null,
                [.. view.Swd.Where(s => s.Nimg > from && s.Nimg <= Math.Max(phase.Nimg, phase.Start))]));
            from = Math.Max(phase.Nimg, phase.Start);
        }
        return new Contender(view.Summary.Id, view.Summary.TotalImages, IsLost: false, path.ToImmutable());
    }

    private static IEnumerable<string> Unfair(
        ImmutableArray<ComparedExperiment> experiments, ImmutableArray<SettingDifference> differences,
        ComparisonTable table)
    {
        var datasets = experiments.Select(e => e.Dataset).Distinct().ToArray();
        if (datasets.Length > 1)
            yield return $"They are trained on different datasets ({string.Join(", ", datasets)}): no number of one "
                + "can be held against another's.";
        if (differences.FirstOrDefault(d => d.Name == "latentSize") is not null)
            yield return "Their samples are not of the same latents: latentSize differs.";
        var aside = table.Rows.Count(r => !r.IsComparable && r.Result is not null);
        if (aside > 0)
            yield return $"{Readable.Plural(aside, "result")} stand{(aside == 1 ? "s" : "")} at another resolution or "
                + "kimg, and can't be compared.";
    }
}

/// <summary>One of them.</summary>
/// <param name="Summary">How it stands.</param>
/// <param name="SweepName">What its author calls its sweep.</param>
/// <param name="Dataset">Name of the dataset.</param>
public sealed record ComparedExperiment(ExperimentSummary Summary, string SweepName, string Dataset)
{
    /// <summary>Its sweep and what it is: <c>learning rates #3 learningRate@16 0.0005</c>.</summary>
    public string Title => $"{SweepName} {Summary.Title()}";
}

/// <summary>A setting in which experiments differ.</summary>
/// <param name="Name">Such as <c>learningRate@16</c>.</param>
/// <param name="Values">The value of each; empty where it has none of its own.</param>
public sealed record SettingDifference(string Name, ImmutableArray<string> Values)
{
    /// <summary>Those in which some differ.</summary>
    public static ImmutableArray<SettingDifference> Of(IReadOnlyList<ExperimentView> views)
    {
        var values = views.Select(v => v.Settings.ToDictionary(s => s.Name, s => s.Value)).ToArray();
        return
        [
            .. views.SelectMany(v => v.Settings).Select(s => s.Name).Distinct()
                .Select(name => new SettingDifference(name, [.. values.Select(v => v.GetValueOrDefault(name, ""))]))
                .Where(d => d.Values.Distinct().Skip(1).Any()),
        ];
    }
}

/// <summary>What two experiments have in common.</summary>
/// <param name="First">Id of the one.</param>
/// <param name="Second">Id of the other.</param>
/// <param name="Phases">Phases that were trained once for both.</param>
/// <param name="Kimg">Thousands of real images in them, as planned.</param>
public sealed record SharedPhases(string First, string Second, int Phases, double Kimg)
{
    public static ImmutableArray<SharedPhases> Of(IReadOnlyList<ExperimentView> views) =>
    [
        .. views.SelectMany((view, i) => views.Skip(i + 1), Between).Where(s => s.Phases > 0)
            .OrderByDescending(s => s.Kimg).ThenBy(s => s.First).ThenBy(s => s.Second),
    ];

    private static SharedPhases Between(ExperimentView first, ExperimentView second)
    {
        var keys = second.Phases.Select(p => p.Key).ToHashSet();
        PhaseView[] both = [.. first.Phases.Where(p => keys.Contains(p.Key))];
        return new SharedPhases(
            first.Summary.Id, second.Summary.Id, both.Length, both.Sum(p => p.End - p.Start) / 1000.0);
    }
}
