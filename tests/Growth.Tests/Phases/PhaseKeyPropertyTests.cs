using CsCheck;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Growth.Tests.Phases;

/// <summary>What a setting can't influence keeps its key; what it can, gets another.</summary>
public sealed class PhaseKeyPropertyTests
{
    /// <summary>Their value at a resolution counts in that resolution's phases.</summary>
    private static readonly string[] CountHere =
        ["fadeInKimg", "stabilizeKimg", "minibatch", "learningRate", "discriminatorLearningRate", "emaBeta"];

    private static readonly Gen<TrainingConfiguration> Configurations =
        Gen.Int[1, 1_000_000].Select(Seeded.Configuration);

    private static readonly Gen<int> Resolutions = Gen.Int[2, 6].Select(power => 1 << power);

    [Fact]
    public void a_setting_at_a_resolution_moves_no_key_before_it() =>
        Gen.Select(Configurations, Gen.Int[0, CountHere.Length - 1], Resolutions, Gen.Double[0.001, 0.9])
            .Sample((configuration, number, resolution, share) =>
            {
                var changed = With(configuration, CountHere[number], resolution, share);
                var before = ExperimentPath.Of(configuration, Seeded.Large);
                var after = ExperimentPath.Of(changed, Seeded.Large);

                var untouched = before.Count(phase => phase.Recipe.Resolution < resolution);
                Assert.Equal(Keys(before).Take(untouched), Keys(after).Take(untouched));
            }, iter: 1000);

    [Fact]
    public void settings_of_measuring_move_no_key() =>
        Gen.Select(Configurations, Gen.Double[0.001, 1000]).Sample((configuration, kimg) =>
        {
            var changed = configuration with { TickKimg = kimg, SwdKimg = kimg / 2, SwdImages = 16 + (int)kimg };

            Assert.Equal(
                Keys(ExperimentPath.Of(configuration, Seeded.Large)),
                Keys(ExperimentPath.Of(changed, Seeded.Large)));
        }, iter: 200);

    /// <summary>Other values of what can't influence a run make no second training of it.</summary>
    [Fact]
    public void settings_without_effect_move_no_key() =>
        Gen.Select(Configurations, Gen.Int[0, 2], Gen.Int[0, 2], Gen.Double[0.01, 0.9])
            .Sample((configuration, loss, layer, share) =>
            {
                configuration = configuration with
                {
                    Loss = configuration.Loss with { Kind = (LossKind)loss },
                    Layers = configuration.Layers with { MinibatchLayer = (MinibatchLayer)layer },
                };
                var inert = InertSettings.Of(configuration, Seeded.Large).Keys.Select(n => SettingCatalog.Find(n)!);
                var changed = inert.Where(s => s.Kind is SettingKind.Number or SettingKind.Integer).Aggregate(
                    configuration,
                    (c, s) => s.Set(c, null, s.Kind == SettingKind.Number ? share : Math.Ceiling(8 * share)));

                Assert.Equal(Keys(ExperimentPath.Of(configuration, Seeded.Large)),
                    Keys(ExperimentPath.Of(changed, Seeded.Large)));
            }, iter: 500);

    [Fact]
    public void keys_are_equal_exactly_where_all_that_was_trained_so_far_is() =>
        Gen.Select(Configurations, Configurations, Gen.Bool).Sample((first, second, sameSeed) =>
        {
            if (sameSeed)
                second = second with { Seed = first.Seed, LatentSize = first.LatentSize };
            var (a, b) = (ExperimentPath.Of(first, Seeded.Large), ExperimentPath.Of(second, Seeded.Large));
            var alike = true;
            for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            {
                alike &= a[i].Recipe == b[i].Recipe;
                Assert.Equal(alike, a[i].Key == b[i].Key);
            }
        }, iter: 1000);

    [Fact]
    public void a_path_is_a_chain() => Configurations.Sample(configuration =>
    {
        var path = ExperimentPath.Of(configuration, Seeded.Large);

        Assert.Null(path[0].Parent);
        for (var i = 1; i < path.Length; i++)
        {
            Assert.Equal(path[i - 1].Key, path[i].Parent);
            Assert.Equal(path[i - 1].Recipe.End, path[i].Recipe.Start);
        }
        Assert.Equal(path.Length, Keys(path).Distinct().Count());
    }, iter: 500);

    /// <summary>Another legal value that divides into the stddev groups.</summary>
    private static TrainingConfiguration With(
        TrainingConfiguration configuration, string name, int resolution, double share)
    {
        var setting = SettingCatalog.Find(name)!;
        var value = name switch
        {
            "minibatch" => 4 << (int)(4 * share),
            "fadeInKimg" or "stabilizeKimg" => 1 + share,
            _ => share,
        };
        return setting.Set(configuration, resolution, value);
    }

    private static IEnumerable<string> Keys(IEnumerable<PlannedPhase> path) => path.Select(phase => phase.Key.Value);
}
