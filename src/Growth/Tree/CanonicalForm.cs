using System.Globalization;
using System.Text;

namespace PgGanLab.Growth.Tree;

/// <summary>The one text form of a recipe that is hashed: names in fixed order, numbers in invariant round-trip form.</summary>
public static class CanonicalForm
{
    public static string Of(RootRecipe root) => string.Create(CultureInfo.InvariantCulture,
        $"semantics={root.Semantics};dataset={root.Dataset};channels={root.Channels};latentSize={root.LatentSize};precision={root.Precision};seed={root.Seed}");

    /// <summary>The phase's own settings. The root is not repeated: it is in the chain of keys.</summary>
    public static string Of(PhaseRecipe p)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"kind={p.Kind};resolution={p.Resolution};start={p.Start};end={p.End}");
        text.Append(CultureInfo.InvariantCulture, $";maps={string.Join(',', NewMaps(p))};stddevGroup={p.MinibatchStddevGroup};mirror={p.Mirror}");
        text.Append(CultureInfo.InvariantCulture, $";minibatch={p.Minibatch};learningRate={p.LearningRate:R};discriminatorLearningRate={p.DiscriminatorLearningRate:R}");
        text.Append(CultureInfo.InvariantCulture, $";emaBeta={p.EmaBeta:R};loss=wgan-gp;lambda={p.GradientPenaltyWeight:R};target={p.GradientPenaltyTarget:R};drift={p.DriftWeight:R}");
        text.Append(CultureInfo.InvariantCulture, $";criticRepeats={p.CriticRepeats};adam={p.AdamBeta1:R},{p.AdamBeta2:R},{p.AdamEpsilon:R}");
        return text.ToString();
    }

    /// <summary>Layers enter with the phase that adds them: all of the first phase's, then one resolution's.</summary>
    private static IEnumerable<int> NewMaps(PhaseRecipe p) => p.Index == 0 ? p.FeatureMaps : p.FeatureMaps.TakeLast(1);
}
