using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>What G and D play for.</summary>
internal static class LossSettings
{
    private const SettingGroup Loss = SettingGroup.Loss;

    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        Word(Loss, "loss", ["wgan-gp", "lsgan", "logistic"], "What G and D play for.", c => c.Loss.Kind, (c, v) => c with { Loss = c.Loss with { Kind = v } }),
        Real(Loss, "gradientPenaltyWeight", "", "WGAN-GP lambda.", 0, true, 1e6, c => c.GradientPenaltyWeight, (c, v) => c with { GradientPenaltyWeight = v }),
        Real(Loss, "gradientPenaltyTarget", "", "Gradient norm that the penalty pulls toward.", 0, false, 1e6, c => c.GradientPenaltyTarget, (c, v) => c with { GradientPenaltyTarget = v }),
        Word(Loss, "penaltyPixels", ["native", "official"], "Pixels that the penalty differentiates by: of the working or, as in the official code, of the final resolution.", c => c.Loss.PenaltyPixels, (c, v) => c with { Loss = c.Loss with { PenaltyPixels = v } }),
        Real(Loss, "driftWeight", "", "Weight of the squared real score in the discriminator's loss.", 0, true, 1e6, c => c.DriftWeight, (c, v) => c with { DriftWeight = v }),
        Real(Loss, "r1Weight", "", "gamma of the R1 penalty (logistic loss).", 0, true, 1e6, c => c.Loss.R1Weight, (c, v) => c with { Loss = c.Loss with { R1Weight = v } }),
        Real(Loss, "generatorLabelWeight", "", "Weight of the classification in the generator's loss (conditional runs).", 0, true, 1e6, c => c.Loss.GeneratorLabelWeight, (c, v) => c with { Loss = c.Loss with { GeneratorLabelWeight = v } }),
        Real(Loss, "discriminatorLabelWeight", "", "Weight of the classification in the discriminator's loss (conditional runs).", 0, true, 1e6, c => c.Loss.DiscriminatorLabelWeight, (c, v) => c with { Loss = c.Loss with { DiscriminatorLabelWeight = v } }),
    ];
}
