using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

/// <summary>Rows made by running the official <c>TrainingSchedule</c> class.</summary>
public sealed class OfficialScheduleTests
{
    [Theory]
    [InlineData("v1-1gpu", 1024)]
    [InlineData("v1-1gpu", 32)]
    [InlineData("v2-1gpu", 1024)]
    [InlineData("v2-1gpu", 32)]
    public void every_row_of_the_official_schedule_is_reproduced(string preset, int resolution)
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "schedule.json")));
        var entry = golden.RootElement.GetProperty("presets").GetProperty(preset);
        var configuration = Configuration(entry.GetProperty("settings"), resolution);
        var schedule = new TrainedSchedule(configuration);
        var rows = entry.GetProperty("rows").GetProperty(resolution.ToString(CultureInfo.InvariantCulture))
            .EnumerateArray().ToArray();
        Assert.True(rows.Length > 200);
        foreach (var row in rows)
        {
            var nimg = row.GetProperty("nimg").GetInt64();
            var point = schedule.At(nimg);
            Assert.Equal(row.GetProperty("lod").GetDouble(), schedule.Lod(nimg), 1e-9);
            Assert.Equal(row.GetProperty("resolution").GetInt32(), point.Resolution);
            Assert.Equal(row.GetProperty("minibatch").GetInt32(), point.Minibatch);
            Assert.Equal(row.GetProperty("G_lrate").GetDouble(), point.LearningRate);
            Assert.Equal(row.GetProperty("D_lrate").GetDouble(), point.DiscriminatorLearningRate);
            Assert.Equal(row.GetProperty("tick_kimg").GetDouble(), configuration.TickKimg.At(point.Resolution));
        }
    }

    [Theory]
    [InlineData("v1-1gpu", 1024)]
    [InlineData("v1-1gpu", 32)]
    [InlineData("v2-1gpu", 1024)]
    [InlineData("v2-1gpu", 32)]
    public void the_preset_of_that_name_has_the_official_schedule_and_length(string preset, int resolution)
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Goldens", "schedule.json")));
        var entry = golden.RootElement.GetProperty("presets").GetProperty(preset);
        var configuration = PresetCatalog.Get(preset).Settings(resolution).Apply();
        var schedule = new TrainedSchedule(configuration);
        foreach (var row in entry.GetProperty("rows").GetProperty(resolution.ToString(CultureInfo.InvariantCulture))
            .EnumerateArray())
        {
            var nimg = row.GetProperty("nimg").GetInt64();
            var point = schedule.At(nimg);
            Assert.Equal(row.GetProperty("lod").GetDouble(), schedule.Lod(nimg), 1e-9);
            Assert.Equal(row.GetProperty("minibatch").GetInt32(), point.Minibatch);
            Assert.Equal(row.GetProperty("G_lrate").GetDouble(), point.LearningRate);
            Assert.Equal(row.GetProperty("tick_kimg").GetDouble(), configuration.TickKimg.At(point.Resolution));
        }
        Assert.Equal(entry.GetProperty("settings").GetProperty("mbstd_group_size").GetInt32(),
            configuration.MinibatchStddevGroup);
        Assert.Equal(entry.GetProperty("settings").GetProperty("total_kimg").GetDouble() * 1000,
            new GrowthSchedule(configuration).TotalImages);
    }

    private static TrainingConfiguration Configuration(JsonElement settings, int resolution)
    {
        var limits = Values(settings, "max_minibatch_per_gpu");
        var minibatch = Values(settings, "minibatch_dict")
            .ToImmutableSortedDictionary(
                p => p.Key, p => (int)Math.Min(p.Value, limits.GetValueOrDefault(p.Key, p.Value)));
        return new TrainingConfiguration
        {
            Resolution = resolution,
            Minibatch = new PerResolution<int>(settings.GetProperty("minibatch_base").GetInt32(), minibatch),
            LearningRate = new PerResolution<double>(0.001, Values(settings, "lrate_dict")),
            StabilizeKimg = settings.GetProperty("lod_training_kimg").GetDouble(),
            FadeInKimg = settings.GetProperty("lod_transition_kimg").GetDouble(),
            TickKimg = new PerResolution<double>(160, OfficialTicks),
            MinibatchStddevGroup = 1,                                   // its layer would refuse the limit of 14 images
        };
    }

    /// <summary>Official train.py, <c>tick_kimg_dict</c>.</summary>
    private static ImmutableSortedDictionary<int, double> OfficialTicks => new Dictionary<int, double>
    {
        [4] = 160,
        [8] = 140,
        [16] = 120,
        [32] = 100,
        [64] = 80,
        [128] = 60,
        [256] = 40,
        [512] = 20,
        [1024] = 10,
    }.ToImmutableSortedDictionary();

    private static ImmutableSortedDictionary<int, double> Values(JsonElement settings, string name) =>
        settings.GetProperty(name).EnumerateObject()
            .ToImmutableSortedDictionary(
                p => int.Parse(p.Name, CultureInfo.InvariantCulture), p => p.Value.GetDouble());
}
