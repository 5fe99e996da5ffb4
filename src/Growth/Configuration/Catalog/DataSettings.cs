using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;
using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>What is shown, and how it is varied.</summary>
internal static class DataSettings
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        Switch(Data, "mirror", "Flip real images at random.", c => c.Mirror, (c, v) => c with { Mirror = v }),
        Word(Data, "labelSampling", ["data", "balanced"], "How often each class is shown: as in the dataset, or all equally (needs labels).", c => c.LabelSampling, (c, v) => c with { LabelSampling = v }),
        Switch(Data, "augmentColor", "Vary brightness, saturation and contrast of all that D sees.", c => c.Augment.Color, (c, v) => c with { Augment = c.Augment with { Color = v } }),
        Switch(Data, "augmentTranslation", "Shift all that D sees by up to an eighth of its size.", c => c.Augment.Translation, (c, v) => c with { Augment = c.Augment with { Translation = v } }),
        Switch(Data, "augmentCutout", "Blank a square of half the size in all that D sees.", c => c.Augment.Cutout, (c, v) => c with { Augment = c.Augment with { Cutout = v } }),
        Real(Data, "augmentProbability", "", "Share of images that is augmented; with augmentTarget, the share at the beginning.", 0, true, 1, c => c.Augment.Probability, (c, v) => c with { Augment = c.Augment with { Probability = v } })
            with { Unset = "1, or 0 with augmentTarget" },
        Real(Data, "augmentTarget", "", "Overfitting r_t (mean sign of real scores) to which the share is steered, such as 0.6; 0 keeps it fixed.", 0, true, 1, c => c.Augment.Target, (c, v) => c with { Augment = c.Augment with { Target = v } }),
        Real(Data, "augmentKimg", "kimg", "Real images in which the share can go from 0 to 1.", 0, false, 1e6, c => c.Augment.Kimg, (c, v) => c with { Augment = c.Augment with { Kimg = v } }),
    ];
}
