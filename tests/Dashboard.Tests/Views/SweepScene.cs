using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.GrowthPhases;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Results;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Tests.Views;

/// <summary>
/// The views of a sweep some way into its training, made from its real plan: phases before <c>trained</c> images of
/// work are finished, the next ones are in training, the rest waits. Numbers are a pure function of the plan, so that
/// pages look alike at every run.
/// </summary>
public sealed class SweepScene
{
    private static readonly DatasetFacts Dataset = new("fashion-mnist", new string('a', 64), 32, 1, 60000, 10);

    private readonly SweepDefinition definition;
    private readonly SweepPlan plan;
    private readonly Dictionary<PhaseKey, PhaseView> phases = [];

    /// <param name="id">Sweep id.</param>
    /// <param name="json">The sweep's file form.</param>
    /// <param name="trained">Share of the growth tree that is trained, 0 to 1.</param>
    /// <param name="workers">How many phases are in training after that.</param>
    /// <param name="diverged">Numbers of experiments whose last phase diverged.</param>
    public SweepScene(string id, string json, double trained, int workers = 2, params int[] diverged)
    {
        Id = id;
        definition = SweepDocument.Read(json);
        plan = SweepPlan.Of(definition, Dataset);
        Train(trained, workers, [.. diverged.Select(n => plan.Experiments[n - 1].Phases[^1].Key)]);
        View = MakeView(json);
    }

    public string Id { get; }

    public SweepView View { get; }

    /// <summary>Time that the scene takes place at.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public ExperimentView Experiment(int number)
    {
        var experiment = plan.Experiments[number - 1];
        var path = experiment.Phases.Select(p => phases[p.Key]).ToImmutableArray();
        return new ExperimentView
        {
            Summary = View.Experiments.First(e => e.Number == number),
            Settings = [.. SettingCatalog.All.Select(s =>
                new SettingView(s.Name, s.Show(s.Get(experiment.Configuration, null)))),
                .. experiment.Settings.Values.Where(v => v.Key.Resolution is not null)
                    .Select(v => new SettingView(v.Key.ToString(), SettingList.Show(v.Key, v.Value)))],
            Dataset = definition.Dataset,
            Phases = path,
            Samples = [.. path.SelectMany(Samples)],
            Checkpoints = [.. path.Where(p => p.Nimg > p.Start).Reverse().Select(Checkpoint)],
            Swd = [.. path.SelectMany(p => Measurements(experiment, p))],
        };
    }

    public ImmutableArray<SwdCurve> SwdCurves =>
        [.. View.Experiments.Select(e => new SwdCurve(e.Number, Experiment(e.Number).Swd))];

    public TickSeries Ticks(int number)
    {
        var nimg = View.Experiments.First(e => e.Number == number).Nimg;
        var kimg = Enumerable.Range(1, (int)(nimg / 250)).Select(i => i * 0.25).ToImmutableArray();
        ImmutableArray<double> Curve(string name, Func<double, double> mean, double noise) =>
            [.. kimg.Select((k, i) => mean(k) + noise * (Noise(name, i) + Noise(name, i / 7)))];
        return new TickSeries
        {
            Kimg = kimg,
            Columns = ImmutableSortedDictionary.CreateRange(
            [
                KeyValuePair.Create("d_loss", Curve("d", k => -1.2 - 3 * Math.Exp(-k / 12), 0.4)),
                KeyValuePair.Create("g_loss", Curve("g", k => 0.6 * Math.Sin(k / 9) + k / 60, 0.7)),
                KeyValuePair.Create("real_score", Curve("r", k => 2.1 - Math.Exp(-k / 9), 0.3)),
                KeyValuePair.Create("fake_score", Curve("f", k => -0.4 - 0.8 * Math.Exp(-k / 15), 0.4)),
                KeyValuePair.Create("gradient_norm", Curve("n", k => 1 + 0.4 * Math.Exp(-k / 5), 0.06)),
                KeyValuePair.Create("gradient_penalty", Curve("p", k => 0.15 + 1.4 * Math.Exp(-k / 4), 0.05)),
                KeyValuePair.Create("images_per_second", Curve("i", k => 2600 / (1 + k / 14), 40)),
            ]),
        };
    }

    private void Train(double share, int workers, HashSet<PhaseKey> diverged)
    {
        var budget = share * plan.Tree.ImagesDistinct;
        var idle = share < 1 ? workers : 0;
        foreach (var node in plan.Tree.Nodes)
        {
            var recipe = node.Phase.Recipe;
            var parent = node.Phase.Parent is { } key ? phases[key] : null;
            var ready = parent is null || parent.Status == PhaseStatus.Finished;
            var status = !ready ? PhaseStatus.Queued
                : diverged.Contains(node.Phase.Key) && budget > 0 ? PhaseStatus.Diverged
                : recipe.Images <= budget ? PhaseStatus.Finished
                : idle > 0 ? PhaseStatus.Training : PhaseStatus.Queued;
            budget -= status == PhaseStatus.Finished ? recipe.Images : 0;
            phases.Add(node.Phase.Key, Phase(node, recipe, status, status == PhaseStatus.Training ? --idle : 0));
        }
    }

    private static PhaseView Phase(GrowthTreeNode node, PhaseRecipe recipe, PhaseStatus status, int worker)
    {
        var done = status switch
        {
            PhaseStatus.Finished => 1,
            PhaseStatus.Training => 0.35 + 0.3 * worker,
            PhaseStatus.Diverged => 0.42,
            _ => 0
        };
        var nimg = recipe.Start + (long)(done * recipe.Images);
        return new PhaseView
        {
            Key = node.Phase.Key.Value,
            Parent = node.Phase.Parent?.Value,
            Index = recipe.Index,
            Kind = recipe.Kind,
            Resolution = recipe.Resolution,
            Start = recipe.Start,
            End = recipe.End,
            Nimg = nimg,
            Alpha = recipe.Kind == PhaseKind.FadeIn && status != PhaseStatus.Finished ? done : 1,
            Status = status,
            Worker = status == PhaseStatus.Training ? $"workbench/cpu:{worker}" : null,
            ImagesPerSecond = status == PhaseStatus.Training ? 14000.0 / recipe.Resolution : 0,
            Swd = recipe.Resolution >= 16 && done > 0 ? Swd(recipe, nimg, 1) : null,
            Reason = status == PhaseStatus.Diverged
                ? $"discriminator loss is NaN at nimg {nimg}, {recipe.Resolution} px."
                : null,
        };
    }

    private SweepView MakeView(string json)
    {
        var summaries = plan.Experiments.Select(Summary).ToArray();
        var finished = summaries.Where(e => e.Status == ExperimentStatus.Finished).OrderBy(e => e.Swd!.Average)
            .ToArray();
        var ranked = summaries.Select(e => Array.FindIndex(finished, f => f.Id == e.Id) is var i && i < 0
            ? e
            : e with { Rank = i + 1, RankedSwd = e.Swd })
            .OrderBy(e => e.Rank ?? int.MaxValue).ThenBy(e => e.Number).ToImmutableArray();
        var trained = phases.Values.Sum(p => p.Nimg - p.Start) / 1000.0;
        var ended = summaries.All(e => e.Status is ExperimentStatus.Finished or ExperimentStatus.Diverged);
        var resolution = plan.Experiments[0].Configuration.Resolution;
        return new SweepView
        {
            Summary = new SweepSummary
            {
                Id = Id,
                Name = definition.Name,
                Dataset = definition.Dataset,
                Status = ended ? SweepStatus.Finished : SweepStatus.Running,
                CreatedAt = Now.AddMinutes(-47),
                EndedAt = ended ? Now.AddMinutes(-12) : null,
                Experiments = summaries.Length,
                Finished = finished.Length,
                Lost = summaries.Count(e => e.Status == ExperimentStatus.Diverged),
                KimgRequested = plan.Tree.ImagesRequested / 1000.0,
                KimgTrained = trained,
                KimgLeft = ended ? 0 : plan.Tree.ImagesDistinct / 1000.0 - trained,
                BestExperiment = finished.FirstOrDefault()?.Id,
                BestSwd = finished.FirstOrDefault()?.Swd,
                Resolution = resolution,
                Varied = [.. definition.Search.Dimensions.Select(d => d.Setting.ToString())],
            },
            Experiments = ranked,
            Tree = [.. plan.Tree.Nodes.Select(n => new GrowthTreeNodeView
            {
                Phase = phases[n.Phase.Key],
                Experiments = [.. n.Experiments.Select(e => int.Parse(e, CultureInfo.InvariantCulture))],
                Reused = n.Phase.Recipe.Index == 0 && trained > 0
            })],
            UntrainedSwd = finished.Length == 0 ? null : Reference(resolution, 118.4),
            FloorSwd = finished.Length == 0 ? null : Reference(resolution, 1.9),
            DefinitionJson = json,
            SwdImages = 2048,
            Points = SweepPoints.Of(ranked),
        };
    }

    private ExperimentSummary Summary(PlannedExperiment experiment)
    {
        var path = experiment.Phases.Select(p => phases[p.Key]).ToArray();
        var now = path.LastOrDefault(p => p.Nimg > p.Start || p.Status != PhaseStatus.Queued) ?? path[0];
        var status = path[^1].Status == PhaseStatus.Finished ? ExperimentStatus.Finished
            : path.Any(p => p.Status == PhaseStatus.Diverged) ? ExperimentStatus.Diverged
            : path.Any(p => p.Status == PhaseStatus.Training) ? ExperimentStatus.Training : ExperimentStatus.Queued;
        var varied = experiment.Varied.Select(v => new SettingView(v.Key.ToString(), SettingList.Show(v.Key, v.Value)))
            .ToImmutableArray();
        var training = path.FirstOrDefault(p => p.Status == PhaseStatus.Training);
        var started = path.Any(p => p.Nimg > p.Start);
        return new ExperimentSummary
        {
            Id = $"{Id}.{experiment.Number}",
            SweepId = Id,
            Number = experiment.Number,
            Name = experiment.Name.Length > 0 ? experiment.Name
                : varied.IsEmpty ? SweepPoints.BaseConfiguration
                : string.Join(", ", varied),
            Varied = varied,
            Status = status,
            Rank = null,
            Nimg = path.Max(p => p.Nimg > p.Start ? p.Nimg : 0),
            TotalImages = path[^1].End,
            Phase = now.Kind,
            Resolution = now.Resolution,
            Alpha = now.Alpha,
            ImagesPerSecond = training?.ImagesPerSecond ?? 0,
            SecondsLeft = training is null ? null : (path[^1].End - training.Nimg) / training.ImagesPerSecond,
            Swd = path.SelectMany(p => Measurements(experiment, p)).LastOrDefault(),
            Worker = training?.Worker,
            Reason = path.Select(p => p.Reason).FirstOrDefault(r => r is not null),
            Checkpoint = started ? $"phases/{now.Key}/checkpoint.safetensors" : null,
            Samples = started ? "samples.png" : null,
        };
    }

    /// <summary>Every fourth of a phase from 16 px up.</summary>
    private static IEnumerable<Measurement> Measurements(PlannedExperiment experiment, PhaseView phase)
    {
        var recipe = experiment.Phases[phase.Index].Recipe;
        for (var quarter = 1; quarter <= 4 && phase.Resolution >= 16; quarter++)
        {
            if (phase.Start + quarter * (phase.End - phase.Start) / 4 is var nimg && nimg <= phase.Nimg)
                yield return Swd(recipe, nimg, 0.7 + 0.6 * Math.Abs(Noise(experiment.Phases[^1].Key.Value, 0)));
        }
    }

    private static Measurement Swd(PhaseRecipe recipe, long nimg, double factor)
    {
        var average = factor * (6 + 80 * Math.Exp(-(nimg - recipe.Start / 2) / 14000.0) + Math.Abs(Noise(
            recipe.LearningRate.ToString(CultureInfo.InvariantCulture), (int)(nimg / 500))));
        return new Measurement
        {
            Average = average,
            Levels = ImmutableSortedDictionary.CreateRange(Levels(recipe.Resolution)
                .Select((level, i) => KeyValuePair.Create(level, average * (0.8 + 0.3 * i)))),
            Resolution = recipe.Resolution,
            Nimg = nimg,
            Images = 2048,
            MsSsim = 0.25 + average / 1000,
        };
    }

    private static Measurement Reference(int resolution, double average) => new()
    {
        Average = average,
        Levels = ImmutableSortedDictionary.CreateRange(Levels(resolution)
            .Select(level => KeyValuePair.Create(level, average))),
        Resolution = resolution,
        Nimg = 0,
        Images = 2048,
        MsSsim = 0.24,
    };

    private static IEnumerable<int> Levels(int resolution)
    {
        for (var level = resolution; level >= 16; level /= 2)
            yield return level;
    }

    private static IEnumerable<SampleFile> Samples(PhaseView phase) =>
        Enumerable.Range(1, (int)((phase.Nimg - phase.Start) / 1000)).Select(i => new SampleFile(
            phase.Key, phase.Resolution, phase.Start + i * 1000,
            phase.Kind == PhaseKind.FadeIn ? i * 1000.0 / (phase.End - phase.Start) : 1, "samples.png"));

    private static CheckpointFile Checkpoint(PhaseView phase) => new(
        phase.Key, phase.Resolution, phase.Nimg, phase.Status == PhaseStatus.Finished,
        $"phases/{phase.Key}/checkpoint.safetensors",
        phase.Key, 5_400_000 + phase.Resolution * 9000, Now.AddMinutes(-40 + 5 * phase.Index));

    /// <summary>A number in [-1, 1] that depends on its arguments alone.</summary>
    private static double Noise(string stream, int i) =>
        Growth.Determinism.RandomStream.Seed(7, stream, i) % 2001 / 1000.0 - 1;
}
