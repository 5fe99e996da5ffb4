using System.Collections.Immutable;

namespace PgGanLab.Growth.Configuration;

/// <summary>
/// Settings that can't influence a run because of what else is chosen. They keep their default in all that is trained,
/// so that they never make a second training of the same.
/// </summary>
public static class InertSettings
{
    private static readonly TrainingConfiguration Defaults = new();

    private static readonly ImmutableArray<Rule> Rules =
    [
        new(["r1Weight"], (c, _) => c.Loss.Kind != LossKind.Logistic, "only loss logistic has an R1 penalty"),
        new(["gradientPenaltyWeight", "gradientPenaltyTarget", "penaltyPixels", "driftWeight"],
            (c, _) => c.Loss.Kind != LossKind.WganGp, "only loss wgan-gp has it"),
        new(["generatorLabelWeight", "discriminatorLabelWeight"],
            (c, data) => !c.Conditional || data.Labels == 0, "labels are trained on only with conditional"),
        new(["minibatchStddevGroup"], (c, _) => c.Layers.MinibatchLayer != MinibatchLayer.Stddev,
            "only minibatchLayer stddev has groups"),
        new(["augmentProbability", "augmentTarget", "augmentKimg"], (c, _) => !c.Augment.Active,
            "nothing is augmented; switch on augmentColor, augmentTranslation or augmentCutout"),
        new(["augmentKimg"], (c, _) => c.Augment is { Active: true, Target: 0 },
            "augmentTarget is 0, so that the share is fixed"),
        new(["lowPrecisionFrom"], (c, _) => c.Arithmetic.LowPrecision == LowPrecision.Off,
            "lowPrecision is off"),
        new(["lowPrecision", "lowPrecisionFrom"],
            (c, _) => c.Arithmetic.LowPrecision != LowPrecision.Off && c.Arithmetic.LowPrecisionFrom > c.Resolution,
            "lowPrecisionFrom lies above the final resolution"),
        new(["emaBeta"], (c, _) => Resolutions(c).All(r => !double.IsNaN(c.EmaHalfLifeKimg.At(r))),
            "emaHalfLifeKimg takes its place"),
        new(["fadeInKimg", "resetOptimizer"], (c, _) => c.FirstResolution == c.Resolution,
            "the run begins at its final resolution, so that nothing grows"),
        new(["resetOptimizerAfterFadeIn", "minibatchRepeats"],
            (c, _) => Resolutions(c).Skip(1).All(r => c.FadeInKimg.At(r) == 0),
            "nothing fades in"),
    ];

    /// <summary>Those of a run, each with why: name to a part of a sentence.</summary>
    public static ImmutableSortedDictionary<string, string> Of(
        TrainingConfiguration configuration, DatasetFacts dataset)
    {
        var inert = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var rule in Rules.Where(r => r.Applies(configuration, dataset)))
            foreach (var name in rule.Names)
                inert.TryAdd(name, rule.Because);
        return inert.ToImmutable();
    }

    /// <summary>
    /// The same run with the defaults of what can't influence it. What has values for single resolutions is left as it
    /// is: of those a recipe takes only the ones that count.
    /// </summary>
    public static TrainingConfiguration Normal(TrainingConfiguration configuration, DatasetFacts dataset) =>
        Of(configuration, dataset).Keys.Select(name => SettingCatalog.Find(name)!).Where(s => !s.PerResolution)
            .Aggregate(configuration, (normal, setting) => setting.Set(normal, null, setting.Get(Defaults, null)));

    private static IEnumerable<int> Resolutions(TrainingConfiguration configuration)
    {
        for (var resolution = configuration.FirstResolution; resolution <= configuration.Resolution; resolution *= 2)
            yield return resolution;
    }

    /// <param name="Names">Settings.</param>
    /// <param name="Applies">When none of them can influence the run.</param>
    /// <param name="Because">Why, as a part of a sentence.</param>
    private sealed record Rule(string[] Names, Func<TrainingConfiguration, DatasetFacts, bool> Applies, string Because);
}
