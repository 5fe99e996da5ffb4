using System.Collections.Immutable;
using System.Globalization;

namespace PgGanLab.Growth.Results;

/// <summary>In which columns a result is the best.</summary>
internal static class BestColumns
{
    /// <summary>
    /// Least SWD; MS-SSIM nearest to that of real images where that is known, else the least. Among fewer than two results nothing is best.
    /// </summary>
    public static ImmutableArray<string> Of(Measurement result, ImmutableArray<Measurement> compared, double? realMsSsim)
    {
        if (compared.Length < 2)
            return [];
        var best = ImmutableArray.CreateBuilder<string>();
        foreach (var (level, distance) in result.Levels.Reverse())
        {
            if (compared.All(other => !other.Levels.TryGetValue(level, out var theirs) || distance <= theirs))
                best.Add(level.ToString(CultureInfo.InvariantCulture));
        }
        if (compared.All(other => result.Average <= other.Average))
            best.Add(ComparisonTable.Average);
        if (result.MsSsim is { } own && compared.All(other => other.MsSsim is not { } theirs || Miss(own) <= Miss(theirs)))
            best.Add(ComparisonTable.MsSsim);
        return best.ToImmutable();

        double Miss(double msSsim) => realMsSsim is { } mark ? Math.Abs(msSsim - mark) : msSsim;
    }
}
