using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// All presets. Sources: official config.py and train.py of the TensorFlow code (<c>v1</c>, <c>v2</c>), and of the
/// Theano code (<c>cifar10</c>: paper, section 6.5 and appendix D). Minibatches are held to what one 16 GB device took
/// there, <c>max_minibatch_per_gpu</c>.
/// </summary>
public static class PresetCatalog
{
    private const string OfficialTicks =
        "tickKimg=160 tickKimg@4=160 tickKimg@8=140 tickKimg@16=120 tickKimg@32=100 tickKimg@64=80 tickKimg@128=60 "
        + "tickKimg@256=40 tickKimg@512=20 tickKimg@1024=10";
    private const string OfficialRuns = "resetOptimizerAfterFadeIn=1 " + OfficialTicks;
    private const string Version2 =
        "minibatchStddevGroup=4 fadeInKimg=600 stabilizeKimg=600 minibatchRepeats=4 " + OfficialRuns;

    private static readonly SettingKey ResolutionKey = new("resolution", null);

    public static ImmutableArray<Preset> All { get; } =
    [
        Official("v1-1gpu", "Paper, appendix A.1: one device, minibatch 16.", 19000,
            "minibatch=16 minibatch@256=14 minibatch@512=6 minibatch@1024=3 minibatchStddevGroup=16 fadeInKimg=800 "
            + "stabilizeKimg=800 minibatchRepeats=4 " + OfficialRuns),
        Official("v2-1gpu", "Official code, one device.", 12000,
            Version2 + " minibatch=4 minibatch@4=128 minibatch@8=128 minibatch@16=128 minibatch@32=64 minibatch@64=32 "
            + "minibatch@128=16 minibatch@256=8 learningRate@1024=0.0015"),
        Official("v2-2gpus", "Official code, two devices.", 12000,
            Version2 + " minibatch=8 minibatch@4=256 minibatch@8=256 minibatch@16=128 minibatch@32=64 minibatch@64=32 "
            + "minibatch@128=16 learningRate@512=0.0015 learningRate@1024=0.002"),
        Official("v2-4gpus", "Official code, four devices.", 12000,
            Version2 + " minibatch=16 minibatch@4=512 minibatch@8=256 minibatch@16=128 minibatch@32=64 minibatch@64=32 "
            + "learningRate@256=0.0015 learningRate@512=0.002 learningRate@1024=0.003"),
        Official("v2-8gpus", "Official code, eight devices.", 12000,
            Version2 + " minibatch=32 minibatch@4=512 minibatch@8=256 minibatch@16=128 minibatch@32=64 "
            + "learningRate@128=0.0015 learningRate@256=0.002 learningRate@512=0.003 learningRate@1024=0.003"),
        Official("no-growing", "Official code without growing: all layers from the first image on.", 10000,
            Version2 + " startResolution=1024 minibatch=4 minibatch@4=128 minibatch@8=128 minibatch@16=128 "
            + "minibatch@32=64 minibatch@64=32 minibatch@128=16 minibatch@256=8 learningRate@1024=0.0015"),
        Official("cifar10", "Paper, section 6.5: 32x32, small networks, gradient penalty target 750.", 20000,
            "resolution=32 latentSize=128 fmapBase=4096 fmapMax=128 minibatch=16 minibatchStddevGroup=16 "
            + "fadeInKimg=400 stabilizeKimg=400 gradientPenaltyTarget=750 " + OfficialRuns),
        new(
            "fashion-mnist-cpu",
            "Small networks and a short schedule: Fashion-MNIST at 32x32 on one CPU core.",
            wanted => Sized(
                wanted ?? 32,
                "resolution=32 latentSize=64 fmapBase=4096 fmapMax=32 minibatch=16 emaBeta=0.99 stabilizeKimg@4=8 "
                + "fadeInKimg@8=8 stabilizeKimg@8=8 fadeInKimg@16=10 stabilizeKimg@16=20 fadeInKimg@32=20 "
                + "stabilizeKimg@32=60 tickKimg=2 swdKimg=20 swdImages=2048")),
    ];

    /// <summary>The preset of that name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static Preset Get(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new InvalidInputException(
            $"Unknown preset '{InputText.Shown(name)}'; {NearestName.Hint(name, [.. All.Select(p => p.Name)])}");

    /// <summary>
    /// The official runs last a number of kimg in all; what is left after growing goes to the last resolution.
    /// </summary>
    private static Preset Official(string name, string summary, double totalKimg, string text) =>
        new(name, summary, wanted => Official(wanted, totalKimg, text));

    private static SettingList Official(int? wanted, double totalKimg, string text)
    {
        var settings = Read(text);
        var resolution = wanted ?? (settings.Values.TryGetValue(ResolutionKey, out var own) ? (int)own : 1024);
        settings = Sized(resolution, text);
        var growing = settings.Apply();
        var before = new GrowthSchedule(growing).TotalImages / 1000.0 - growing.StabilizeKimg.At(resolution);
        var last = Math.Max(totalKimg - before, growing.StabilizeKimg.At(resolution));
        return settings.With([KeyValuePair.Create(new SettingKey("stabilizeKimg", resolution), last)]);
    }

    /// <summary>The settings that concern a run to <paramref name="resolution"/> px.</summary>
    private static SettingList Sized(int resolution, string text)
    {
        var settings = Read(text);
        return new SettingList(settings.Values.RemoveRange(settings.Values.Keys.Where(k => k.Resolution > resolution)))
            .With([KeyValuePair.Create(ResolutionKey, (double)resolution)]);
    }

    private static SettingList Read(string text) => SettingList.Empty.With(text.Split(' ').Select(Setting));

    private static KeyValuePair<SettingKey, double> Setting(string text)
    {
        var pair = text.Split('=');
        var key = SettingKey.Parse(pair[0], "a preset");
        var value = double.Parse(pair[1], CultureInfo.InvariantCulture);
        SettingList.Check(key, value, "a preset");
        return KeyValuePair.Create(key, value);
    }
}

/// <summary>A configuration that is known by name.</summary>
/// <param name="Name">As written in a sweep's file.</param>
/// <param name="Summary">One line: where it comes from.</param>
/// <param name="Settings">Its settings for a final resolution in pixels; null asks for its own.</param>
public sealed record Preset(string Name, string Summary, Func<int?, SettingList> Settings);
