using System.Collections.Immutable;
using System.Globalization;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Search;

namespace PgGanLab.Growth.Sweeps.Presets;

/// <summary>
/// All sweep presets: the paper's ablation, the demo, and one for each training preset (<see cref="PresetCatalog"/>).
/// </summary>
public static class SweepPresetCatalog
{
    public static ImmutableArray<SweepPreset> All { get; } =
    [
        KarrasTable1.Preset,
        new(
            "fashion-mnist-demo",
            "The sweep of ./lab demo: learning rate and memory of Gs at the final resolution, minutes on a CPU.",
            16, 64, Demo),
        GrowingOrNot.Preset,
        .. PresetCatalog.All.Where(p => p.Name != GrowingOrNot.Preset.Name).Select(OfTraining),
    ];

    /// <summary>The sweep preset of that name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static SweepPreset Get(string name) => All.FirstOrDefault(p => p.Name == name)
        ?? throw new InvalidInputException(
            $"There is no sweep preset '{InputText.Shown(name)}'; "
            + NearestName.Hint(name, [.. All.Select(p => p.Name)]));

    /// <summary>Three learning rates at the final resolution, with all that comes before trained once.</summary>
    private static SweepPreset OfTraining(Preset preset)
    {
        var own = preset.Settings(null).Apply().Resolution;
        var summary = $"Three learning rates at the final resolution of the training preset {preset.Name}.";
        return new SweepPreset(preset.Name, summary, own, own, scale =>
        {
            var settings = preset.Settings(scale.Resolution);
            var key = new SettingKey("learningRate", scale.Resolution);
            var rate = settings.Apply().LearningRate.At(scale.Resolution);
            return ScaledSweep.Of(scale, settings, Grid(new ChoiceDimension(key, [rate / 2, rate, rate * 2])),
                $"Training preset {preset.Name} on {scale.Dataset.Name}. {preset.Summary}",
                $"It varies the learning rate at {scale.Resolution} px, around the preset's own: everything below is "
                + "trained once.");
        });
    }

    private static ComposedSweep Demo(SweepScale scale)
    {
        var r = scale.Resolution;
        var text = new List<string>
        {
            $"resolution={r} latentSize=32 fmapBase=4096 fmapMax=32 minibatch=16 learningRate=0.001 emaBeta=0.99",
            "tickKimg=1 swdKimg=8 swdImages=2048 stabilizeKimg@4=6",
        };
        for (var lower = 8; lower < r; lower *= 2)
            text.Add(string.Create(CultureInfo.InvariantCulture, $"fadeInKimg@{lower}=6 stabilizeKimg@{lower}=6"));
        text.Add(string.Create(CultureInfo.InvariantCulture, $"fadeInKimg@{r}=8 stabilizeKimg@{r}=20"));
        return ScaledSweep.Of(
            scale, SettingText.Read(string.Join(' ', text)),
            Grid(
                new ChoiceDimension(new SettingKey("learningRate", r), [0.0005, 0.001]),
                new ChoiceDimension(new SettingKey("emaBeta", r), [0.99, 0.998])),
            $"The sweep of ./lab demo on {scale.Dataset.Name}: four experiments that differ at {r}x{r} alone, so "
            + "everything below is trained once.");
    }

    private static SearchSpace Grid(params ImmutableArray<SearchDimension> dimensions) =>
        new(SearchStrategy.Grid, dimensions, 0);
}
