using System.Globalization;
using System.Text;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Growth.Phases;

/// <summary>
/// The one text form of a recipe that is hashed: names in fixed order, numbers in invariant round-trip form. The bounds
/// of the guard are not in it: they end a training or let it be, and change no byte of what it makes.
/// </summary>
public static class CanonicalForm
{
    public static string Of(RootRecipe root) => string.Create(
        CultureInfo.InvariantCulture,
        $"semantics={root.Semantics};dataset={root.Dataset};channels={root.Channels};latentSize={root.LatentSize};"
        + $"precision={root.Precision};seed={root.Seed}");

    /// <summary>The phase's own settings. The root is not repeated: it is in the chain of keys.</summary>
    public static string Of(PhaseRecipe p)
    {
        var text = new StringBuilder();
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"kind={p.Kind};resolution={p.Resolution};start={p.Start};end={p.End}");
        text.Append(invariant, $";maps={string.Join(',', NewMaps(p))};stddevGroup={p.MinibatchStddevGroup}");
        text.Append(invariant, $";mirror={p.Mirror};minibatch={p.Minibatch};learningRate={p.LearningRate:R}");
        text.Append(invariant, $";discriminatorLearningRate={p.DiscriminatorLearningRate:R};emaBeta={p.EmaBeta:R}");
        text.Append(invariant, $";loss=wgan-gp;lambda={p.GradientPenaltyWeight:R};target={p.GradientPenaltyTarget:R}");
        text.Append(invariant, $";drift={p.DriftWeight:R};criticRepeats={p.CriticRepeats}");
        text.Append(invariant, $";adam={p.AdamBeta1:R},{p.AdamBeta2:R},{p.AdamEpsilon:R}");
        foreach (var (name, value, _) in Options(p).Where(o => o.Value != o.Usual))
            text.Append(invariant, $";{name}={value}");
        return text.ToString();
    }

    /// <summary>
    /// Settings that came after the first keys: they are written only where they differ from what was always done, so
    /// that they moved no key.
    /// </summary>
    private static IEnumerable<(string Name, string Value, string Usual)> Options(PhaseRecipe p) =>
    [
        ("layers", Text(p.Layers), Text(LayerOptions.Default)),
        ("labels", Text(p.Labels), Text(0)),
        ("labelSampling", $"{p.LabelSampling}", $"{LabelSampling.Data}"),
        ("minibatchRepeats", Text(p.MinibatchRepeats), Text(1)),
        ("maxMinibatchPerDevice", Text(p.MaxMinibatchPerDevice), Text(0)),
        ("loss", Text(p.Loss), Text(LossOptions.Default)),
        ("penaltyScale", Text(p.PenaltyScale), Text(1)),
        ("resetOptimizer", $"{p.ResetOptimizer}", $"{true}"),
        ("resetOptimizerAfterFadeIn", $"{p.ResetOptimizerAfterFadeIn}", $"{false}"),
        ("augment", Text(p.Augment), Text(AugmentOptions.Default)),
        ("arithmetic", Text(p.Arithmetic), Text(ArithmeticOptions.Default)),
    ];

    private static string Text(LayerOptions o) =>
        $"{o.NormalizeLatents},{o.EqualizedLearningRate},{o.LeakyRelu},{o.TanhAtEnd},{o.FusedScale},"
        + $"{o.GeneratorNorm},{o.DiscriminatorNorm},{o.MinibatchLayer}";

    private static string Text(ArithmeticOptions o) => $"{o.LowPrecision},{Text(o.LowPrecisionFrom)}";

    private static string Text(LossOptions o) =>
        $"{o.Kind},{Text(o.R1Weight)},{Text(o.GeneratorLabelWeight)},{Text(o.DiscriminatorLabelWeight)}";

    private static string Text(AugmentOptions o) =>
        $"{o.Color},{o.Translation},{o.Cutout},{Text(o.Probability)},{Text(o.Target)},{Text(o.Kimg)}";

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Layers enter with the phase that adds them: all of the first phase's, then one resolution's.</summary>
    private static IEnumerable<int> NewMaps(PhaseRecipe p) => p.Index == 0 ? p.FeatureMaps : p.FeatureMaps.TakeLast(1);
}
