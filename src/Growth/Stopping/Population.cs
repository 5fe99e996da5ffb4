using System.Collections.Immutable;
using PgGanLab.Growth.Search.Learning;

namespace PgGanLab.Growth.Stopping;

/// <summary>
/// Population based training: who goes on from a rung as it is, and who as a copy of whom. A function of what is known
/// of the members, which keeps nothing. Source: Jaderberg et al. 2017, arXiv 1711.09846, with truncation selection.
/// </summary>
public static class Population
{
    /// <summary>
    /// The steps of those that wait, in order of rung and place. A rung's copies are decided once all that will come
    /// are there, so that they don't depend on who came first. Who is certain not to be among the worst goes on at once.
    /// </summary>
    /// <param name="policy">A rule with a population.</param>
    /// <param name="members">All members, by index.</param>
    public static ImmutableArray<MemberStep> Of(StoppingPolicy policy, IReadOnlyList<RacingPoint> members) =>
        [.. Enumerable.Range(0, policy.Rungs.Length).SelectMany(rung => MemberRace.Of(policy, members, rung).Steps())];
}

/// <summary>The members that have been at one rung.</summary>
public sealed class MemberRace
{
    private readonly PopulationOptions options;
    private readonly int rung;

    private MemberRace(PopulationOptions options, int rung, ImmutableArray<RacingPoint> order, int coming)
    {
        (this.options, this.rung) = (options, rung);
        (Order, Coming) = (order, coming);
    }

    /// <summary>
    /// Those that have a value there, best first; of equal values the lower index comes first. Those that diverged on
    /// the way have none: they end, and are not replaced.
    /// </summary>
    public ImmutableArray<RacingPoint> Order { get; }

    /// <summary>How many may still come.</summary>
    public int Coming { get; }

    /// <summary>How many of the worst are replaced by as many of the best, if all come.</summary>
    public int Replaced => Replacements(Order.Length + Coming);

    /// <param name="policy">A rule with a population.</param>
    /// <param name="members">All members, by index.</param>
    /// <param name="rung">Which rung.</param>
    public static MemberRace Of(StoppingPolicy policy, IReadOnlyList<RacingPoint> members, int rung) => new(
        policy.Population!, rung,
        [
            .. members.Where(m => m.At(rung) is { } value && double.IsFinite(value)).OrderBy(m => m.At(rung))
                .ThenBy(m => m.Index),
        ],
        members.Count(m => m.State == RacingState.Underway ? m.Rung <= rung
            : m.State == RacingState.Waiting && m.Rung < rung));

    /// <summary>What those that wait here do.</summary>
    public IEnumerable<MemberStep> Steps()
    {
        for (var place = 0; place < Order.Length; place++)
        {
            var member = Order[place];
            if (member.Rung != rung || member.State != RacingState.Waiting)
                continue;
            if (!IsReplaced(place))
                yield return new MemberStep(member.Index, rung, null);
            else if (Coming == 0)
                yield return new MemberStep(member.Index, rung, Source(member.Index));
        }
    }

    /// <summary>Whether one at this place may be among those that are replaced.</summary>
    private bool IsReplaced(int place) => Order.Length - 1 - place < Replaced;

    /// <summary>One of the best, all equally likely.</summary>
    private int Source(int member)
    {
        var random = new SearchRandom(options.Seed, $"pbt/exploit/{rung}", member);
        return Order[random.Below(Replaced)].Index;
    }

    private int Replacements(int members) =>
        members < 2 ? 0 : Math.Max(1, (int)Math.Floor(options.Quantile * members + 1e-9));
}

/// <summary>How a member goes on from a rung.</summary>
/// <param name="Member">Its index.</param>
/// <param name="Rung">The rung.</param>
/// <param name="Source">Index of the member that it becomes a copy of; null: it goes on as it is.</param>
public sealed record MemberStep(int Member, int Rung, int? Source);

/// <summary>How members of a population copy each other.</summary>
public sealed record PopulationOptions
{
    /// <summary>The greatest: then half of the members are copies of the other half.</summary>
    public const double MostQuantile = 0.5;

    /// <summary>The share of the worst that are replaced by copies of as many of the best, at least one.</summary>
    public double Quantile { get; init; } = 0.25;

    /// <summary>With what probability a setting of a copy is drawn anew in place of being perturbed.</summary>
    public double Resample { get; init; } = 0.25;

    /// <summary>What a perturbed number is multiplied with or divided by; lists of numbers go to a neighbour.</summary>
    public double Factor { get; init; } = 1.2;

    /// <summary>
    /// Names of the lines of the search space that change in copies. As its author wrote it, empty stands for all that
    /// can; a plan names them.
    /// </summary>
    public ImmutableArray<string> Explore { get; init; } = [];

    /// <summary>Seed of all that is drawn: the search's.</summary>
    public long Seed { get; init; }
}
