using System.Globalization;

namespace PgGanLab.Growth.Stopping;

/// <summary>Why a point waits at its rung, as a sentence.</summary>
public static class StoppingReasons
{
    /// <param name="policy">The rule.</param>
    /// <param name="race">The points of its bracket at its rung.</param>
    /// <param name="point">One that waits there.</param>
    public static string Of(StoppingPolicy policy, RungRace race, RacingPoint point)
    {
        var rung = policy.Rungs[point.Rung];
        var swd = $"SWD {Readable.Swd(point.Values[point.Rung])}";
        if (policy.Rule == StoppingRule.Median)
            return $"Waits at {rung}: its {swd} is worse than the others' median of "
                + $"{Readable.Swd(race.MedianBeside(point))}.";
        var place = Ordinal(race.Order.IndexOf(point) + 1);
        var known = $"its {swd} is the {place} of {race.Order.Length} there";
        if (policy.Waits && !race.IsFull)
            return $"Waits at {rung} for those that are on their way: {known}.";
        return race.Places == 0
            ? $"Waits at {rung}: {known}, and one of {policy.ReductionFactor} goes on."
            : $"Waits at {rung}: {known}, and {(race.Places == 1 ? "the best one goes" : $"the best {race.Places} go")} "
                + "on.";
    }

    /// <summary>The same where the worst become copies of the best.</summary>
    /// <param name="policy">A rule with a population.</param>
    /// <param name="race">The members at its rung.</param>
    /// <param name="member">One that waits there.</param>
    public static string Of(StoppingPolicy policy, MemberRace race, RacingPoint member) =>
        $"Waits at {policy.Rungs[member.Rung]} for {race.Coming} more: its SWD "
        + $"{Readable.Swd(member.Values[member.Rung])} is the {Ordinal(race.Order.IndexOf(member) + 1)} of "
        + $"{race.Order.Length} there, and the worst {(race.Replaced == 1 ? "one goes on as a copy" : race.Replaced
            + " go on as copies")} of one of the best.";

    /// <summary><c>1st</c>, <c>2nd</c>, <c>11th</c>.</summary>
    public static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}")
        + (number % 10, number % 100) switch
        {
            (1, not 11) => "st",
            (2, not 12) => "nd",
            (3, not 13) => "rd",
            _ => "th",
        };
}
