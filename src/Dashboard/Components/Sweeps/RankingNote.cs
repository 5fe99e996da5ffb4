using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Components.Sweeps;

/// <summary>
/// What a ranking compares, and who is left out: comparisons are made at equal resolution and equal kimg only.
/// </summary>
internal static class RankingNote
{
    public static string Of(SweepView sweep)
    {
        var ranked = sweep.Experiments.Where(e => e.Rank is not null).ToArray();
        if (ranked.Length == 0)
            return "Nothing can be compared yet.";
        var swd = ranked[0].RankedSwd!;
        var by = sweep.Summary.Objective.RankedBy() is { } other ? $"R{other[1..]} " : "Ranked ";
        return $"{by}{(sweep.Points.IsEmpty ? "" : "by the mean over seeds ")}at {swd.Resolution} px after "
            + $"{Readable.Kimg(swd.Nimg)} kimg, {Readable.Count(swd.Images)} images each"
            + (ranked.Length == 1 && sweep.Summary.Finished > 1 ? "; alone, so compared with none" : "")
            + Others(sweep.Experiments.Length - ranked.Length);
    }

    private static string Others(int others) => others == 0 ? "."
        : $"; {Readable.Plural(others, "other")} measured elsewhere or not yet {(others == 1 ? "has" : "have")} no rank.";
}
