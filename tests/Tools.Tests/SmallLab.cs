using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Layers;
using PgGanLab.Growth.Phases;
using PgGanLab.Model.Checkpoints;
using PgGanLab.Model.Data;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Training;
using TorchSharp;

namespace PgGanLab.Tools.Tests;

/// <summary>
/// A lab's data directory with a dataset of 64 discs, and checkpoints of generators that were never trained.
/// </summary>
public sealed class SmallLab : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pgganlab-tools-");

    public SmallLab()
    {
        torch.set_num_threads(1);
        Facts = Build("discs", channels: 1);
        ColourFacts = Build("colours", channels: 3);
        CutoutFacts = Build("cutouts", channels: 4);
        Phases = Plan(Facts);
        Checkpoint = Store(Phases[^1], "checkpoint.safetensors");
    }

    /// <summary>The data directory.</summary>
    public string Data => folder.FullName;

    /// <summary>Of the grey dataset <c>discs</c>, 32x32.</summary>
    public DatasetFacts Facts { get; }

    /// <summary>Of the dataset <c>colours</c>.</summary>
    public DatasetFacts ColourFacts { get; }

    /// <summary>Of the dataset <c>cutouts</c>, with opacity.</summary>
    public DatasetFacts CutoutFacts { get; }

    /// <summary>A run on the grey dataset, up to 16x16.</summary>
    public ImmutableArray<PlannedPhase> Phases { get; }

    /// <summary>End of its last phase.</summary>
    public string Checkpoint { get; }

    public string File(string name) => Path.Combine(Data, name);

    /// <summary>A run up to 16x16.</summary>
    /// <param name="facts">Of its dataset.</param>
    /// <param name="labels">Whether its generator knows classes.</param>
    /// <param name="layers">Switches of its layers; null: the paper's.</param>
    public static ImmutableArray<PlannedPhase> Plan(
        DatasetFacts facts, bool labels = false, LayerOptions? layers = null) => ExperimentPath.Of(
        new TrainingConfiguration
        {
            Resolution = 16,
            LatentSize = 8,
            FmapMax = 8,
            Minibatch = 8,
            FadeInKimg = 0.04,
            StabilizeKimg = 0.04,
            Seed = 5,
            Conditional = labels,
            Layers = layers ?? LayerOptions.Default,
        }, facts);

    /// <summary>Stores a checkpoint with first values as weights.</summary>
    /// <param name="phase">Its phase.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="into">Share of the phase that is done; 1 for its end.</param>
    /// <param name="classes">The classes with an image; default: all.</param>
    public string Store(PlannedPhase phase, string name, double into = 1, ImmutableArray<int> classes = default)
    {
        var shape = NetworkShape.Of(phase.Recipe);
        var (g, d) = (new Generator(shape).Layout, new Discriminator(shape).Layout);
        var nimg = phase.Recipe.Start + (long)(into * phase.Recipe.Images);
        while (into == 1 && phase.Recipe.Covers(nimg))
            nimg++;
        var adam = AdamSettings.Of(phase.Recipe);
        var groups = new List<TensorGroup>
        {
            new(TensorPrefix.Generator, g, Values(g, "G")), new(TensorPrefix.AverageGenerator, g, Values(g, "G")),
            new(TensorPrefix.Discriminator, d, Values(d, "D")),
            new(TensorPrefix.SecondMoment(TensorPrefix.Generator), g, new float[g.Count]),
            new(TensorPrefix.SecondMoment(TensorPrefix.Discriminator), d, new float[d.Count]),
        };
        Assert.False(adam.KeepsFirstMoment);
        return Model.Checkpoints.Checkpoint.Write(
            File(name), new CheckpointHeader(phase.Key, phase.Recipe, nimg, 0, 0, StepMemory.None)
            {
                Classes = classes,
            }, groups).Path;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private DatasetFacts Build(string name, int channels)
    {
        var built = File("building");
        var facts = DatasetBuilder.Build(name, new Discs(32, channels, 64), built, CancellationToken.None);
        var place = Path.Combine(Data, "store", "datasets",
            string.Create(CultureInfo.InvariantCulture, $"{name}-{facts.Fingerprint[..12]}"));
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        Directory.Move(built, place);
        return facts;
    }

    /// <summary>First values, with biases that show in every image.</summary>
    private static float[] Values(ParameterLayout layout, string network)
    {
        var values = NetworkParameters.InitialValues(layout, 3, network);
        var random = new Random(layout.Specs.Length);
        for (var i = 0; i < values.Length; i++)
            if (values[i] == 0)
                values[i] = (float)(0.4 * random.NextDouble() - 0.2);
        return values;
    }
}
