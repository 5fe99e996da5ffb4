using System.Collections.Immutable;
using static PgGanLab.Growth.Configuration.Catalog.Setting;
using static PgGanLab.Growth.Configuration.SettingGroup;

namespace PgGanLab.Growth.Configuration.Catalog;

/// <summary>How progress is measured. Runs that differ here train the same.</summary>
internal static class MeasuringSettings
{
    public static ImmutableArray<SettingDefinition> All { get; } =
    [
        RealAt(Measuring, "tickKimg", "kimg", "Real images between progress reports.", 0, false, 1e6, c => c.TickKimg, (c, v) => c with { TickKimg = v }, searchable: false),
        RealAt(Measuring, "swdKimg", "kimg", "Real images between SWD measurements inside a phase.", 0, false, 1e6, c => c.SwdKimg, (c, v) => c with { SwdKimg = v }, searchable: false),
        Whole(Measuring, "swdImages", "images", "Images of each kind in one SWD measurement.", 16, 1 << 20, c => c.SwdImages, (c, v) => c with { SwdImages = (int)v }, searchable: false),
    ];
}
