using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Tests;

/// <summary>Random but repeatable inputs of property tests: a failing case names its seed.</summary>
internal static class Seeded
{
    public static DatasetFacts Fashion { get; } = new("fashion-mnist", new string('a', 64), 32, 1, 60000, 10);

    public static DatasetFacts Large { get; } = new("large", new string('b', 64), 1024, 3, 30000, 0);

    /// <summary>A small valid configuration.</summary>
    public static TrainingConfiguration Small(int resolution = 16) => new()
    {
        Resolution = resolution,
        LatentSize = 16,
        FmapBase = 256,
        FmapMax = 16,
        FadeInKimg = 2,
        StabilizeKimg = 3,
    };

    /// <summary>A valid configuration whose every schedule setting is drawn from <paramref name="seed"/>.</summary>
    public static TrainingConfiguration Configuration(int seed)
    {
        var random = new Random(seed);
        var configuration = new TrainingConfiguration
        {
            Resolution = 4 << random.Next(0, 4),
            FmapBase = 64 << random.Next(0, 4),
            FmapMax = 8 << random.Next(0, 4),
            LatentSize = random.Next(1, 64),
            Seed = random.Next(),
            MinibatchStddevGroup = 4,
            Mirror = random.Next(2) == 0,
        };
        for (var resolution = 4; resolution <= configuration.Resolution; resolution *= 2)
        {
            configuration = configuration with
            {
                Minibatch = configuration.Minibatch.With(resolution, 4 << random.Next(0, 4)),
                LearningRate = configuration.LearningRate.With(resolution, 1e-4 + random.NextDouble() * 1e-2),
                FadeInKimg = configuration.FadeInKimg.With(resolution,
                    random.Next(4) == 0 ? 0 : random.Next(100, 5000) / 1000.0),
                StabilizeKimg = configuration.StabilizeKimg.With(resolution, random.Next(100, 5000) / 1000.0),
            };
        }
        return configuration;
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];
}
