using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;
using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>Precision and the size of one device's share, and when a run counts as diverged.</summary>
internal static class ArithmeticSettings
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        WholeAt(Arithmetic, "maxMinibatchPerDevice", "images", "Most images that a device takes at once; a larger minibatch is split and its gradients are added up. 0: no limit.", 0, 4096, c => c.MaxMinibatchPerDevice, (c, v) => c with { MaxMinibatchPerDevice = v }),
        Word(Arithmetic, "lowPrecision", ["off", "bfloat16", "float16"], "Arithmetic of the layers from lowPrecisionFrom up; float16 on CUDA only.", c => c.Arithmetic.LowPrecision, (c, v) => c with { Arithmetic = c.Arithmetic with { LowPrecision = v } }),
        Size(Arithmetic, "lowPrecisionFrom", "Lowest resolution whose layers compute in lowPrecision.", c => c.Arithmetic.LowPrecisionFrom, (c, v) => c with { Arithmetic = c.Arithmetic with { LowPrecisionFrom = v } }, searchable: true),
        Real(Guard, "guardMaxScoreSpread", "", "Diverged when the mean scores of real and generated images are farther apart; 0: never.", 0, true, 1e30, c => c.Guard.MaxScoreSpread, (c, v) => c with { Guard = c.Guard with { MaxScoreSpread = v } }),
        Real(Guard, "guardMinScoreSpread", "", "Collapsed when the mean scores of real and generated images are nearer; 0: never.", 0, true, 1e30, c => c.Guard.MinScoreSpread, (c, v) => c with { Guard = c.Guard with { MinScoreSpread = v } }),
        Real(Guard, "guardMinSampleVariance", "", "Collapsed when Gs' samples vary less (mean variance of a pixel in [-1,1]); 0: never.", 0, true, 1, c => c.Guard.MinSampleVariance, (c, v) => c with { Guard = c.Guard with { MinSampleVariance = v } }),
        Real(Guard, "guardMaxSampleVariance", "", "Diverged when Gs' samples vary more (mean variance of a pixel in [-1,1]); 0: never.", 0, true, 1e30, c => c.Guard.MaxSampleVariance, (c, v) => c with { Guard = c.Guard with { MaxSampleVariance = v } }),
        Real(Guard, "guardMaxGradientNorm", "", "Diverged when the gradient of G or D is longer; 0: never.", 0, true, 1e30, c => c.Guard.MaxGradientNorm, (c, v) => c with { Guard = c.Guard with { MaxGradientNorm = v } }),
        Real(Guard, "guardMinGradientNorm", "", "Collapsed when the gradient of G or D is shorter; 0: never.", 0, true, 1e30, c => c.Guard.MinGradientNorm, (c, v) => c with { Guard = c.Guard with { MinGradientNorm = v } }),
    ];
}
