using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;
using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>Step sizes, Adam, the average Gs.</summary>
internal static class OptimizerSettings
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        RealAt(Optimizer, "learningRate", "", "Adam's step size for the generator (and the discriminator, unless it has its own).", 0, false, 1, c => c.LearningRate, (c, v) => c with { LearningRate = v }),
        RealAt(Optimizer, "discriminatorLearningRate", "", "Adam's step size for the discriminator; without it, learningRate.", 0, false, 1, c => c.DiscriminatorLearningRate, (c, v) => c with { DiscriminatorLearningRate = v })
            with { Unset = "as learningRate" },
        Real(Optimizer, "adamBeta1", "", "Adam's decay of the first moment.", 0, true, 0.9999999, c => c.AdamBeta1, (c, v) => c with { AdamBeta1 = v }),
        Real(Optimizer, "adamBeta2", "", "Adam's decay of the second moment.", 0, true, 0.9999999, c => c.AdamBeta2, (c, v) => c with { AdamBeta2 = v }),
        Real(Optimizer, "adamEpsilon", "", "Adam's epsilon, added to the square root of the second moment.", 0, false, 1, c => c.AdamEpsilon, (c, v) => c with { AdamEpsilon = v }),
        Switch(Optimizer, "resetOptimizer", "Begin with fresh Adam moments when layers are added.", c => c.ResetOptimizer, (c, v) => c with { ResetOptimizer = v }),
        Switch(Optimizer, "resetOptimizerAfterFadeIn", "Begin with fresh Adam moments once more when layers are faded in, as the official code does.", c => c.ResetOptimizerAfterFadeIn, (c, v) => c with { ResetOptimizerAfterFadeIn = v }),
        RealAt(Optimizer, "emaBeta", "", "Weight that the average Gs keeps of itself at each iteration.", 0, true, 0.9999999, c => c.EmaBeta, (c, v) => c with { EmaBeta = v }),
        RealAt(Optimizer, "emaHalfLifeKimg", "kimg", "Real images after which Gs has forgotten half; takes the place of emaBeta.", 0, false, 1e6, c => c.EmaHalfLifeKimg, (c, v) => c with { EmaHalfLifeKimg = v })
            with { Unset = "by emaBeta" },
    ];
}
