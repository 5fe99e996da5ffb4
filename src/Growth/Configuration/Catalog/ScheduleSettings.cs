using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>How the run grows.</summary>
internal static class ScheduleSettings
{
    private const SettingGroup Schedule = SettingGroup.Schedule;

    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        Size(Schedule, "startResolution", "Resolution of the first phase; the final one at most (then nothing grows).", c => c.StartResolution, (c, v) => c with { StartResolution = v }, searchable: true),
        RealAt(Schedule, "fadeInKimg", "kimg", "Real images over which new layers blend in; 0 switches them on at once.", 0, true, 1e6, c => c.FadeInKimg, (c, v) => c with { FadeInKimg = v }),
        RealAt(Schedule, "stabilizeKimg", "kimg", "Real images trained with all layers fully on.", 0, false, 1e6, c => c.StabilizeKimg, (c, v) => c with { StabilizeKimg = v }),
        WholeAt(Schedule, "minibatch", "images", "Images in one minibatch.", 1, 4096, c => c.Minibatch, (c, v) => c with { Minibatch = v }),
        Whole(Schedule, "minibatchRepeats", "", "Iterations in a row at one value of alpha.", 1, 1000, c => c.MinibatchRepeats, (c, v) => c with { MinibatchRepeats = (int)v }),
        Whole(Schedule, "criticRepeats", "", "Discriminator steps for one generator step.", 1, 100, c => c.CriticRepeats, (c, v) => c with { CriticRepeats = (int)v }),
        Whole(Schedule, "seed", "", "Seed of everything random in the experiment.", 0, 1L << 52, c => c.Seed, (c, v) => c with { Seed = v }),
    ];
}
