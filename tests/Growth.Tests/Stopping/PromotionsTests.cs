using System.Collections.Immutable;
using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Tests.Stopping;

/// <summary>Decisions of every rule against the reference, over random histories with ties and losses.</summary>
public sealed class PromotionsTests
{
    private const int Histories = 1000;

    public static TheoryData<StoppingRule> Rules => [.. Enum.GetValues<StoppingRule>().Where(r => r != StoppingRule.Pbt)];

    [Theory, MemberData(nameof(Rules))]
    public void every_decision_is_the_reference_s_over_random_histories(StoppingRule rule)
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var race = new RandomRace(rule, seed);
            while (race.Next())
                race.Compare();
        }
    }

    [Theory, MemberData(nameof(Rules))]
    public void nothing_that_a_point_has_reached_is_lost_on_its_way(StoppingRule rule)
    {
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var race = new RandomRace(rule, seed);
            while (race.Next())
                race.Decide();
            foreach (var arrival in race.History.Where(a => a.Value is { } value && double.IsFinite(value)))
                Assert.Equal(arrival.Value, race.Points[arrival.Point].At(arrival.Rung));
            Assert.All(race.Points, p => Assert.True(p.State != RacingState.Underway || p.Rung == race.Policy.Rungs.Length));
        }
    }

    /// <summary>Where all wait for all, the order in which they come decides nothing.</summary>
    [Theory, InlineData(StoppingRule.Halving), InlineData(StoppingRule.Hyperband)]
    public void what_waits_for_all_is_decided_the_same_in_any_order(StoppingRule rule)
    {
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var (one, other) = (new RandomRace(rule, seed), new RandomRace(rule, seed, order: seed + 1));
            foreach (var race in (RandomRace[])[one, other])
                while (race.Next())
                    race.Decide();
            Assert.Equal(one.Points.Select(p => p.Rung), other.Points.Select(p => p.Rung));
        }
    }

    [Theory, MemberData(nameof(Rules))]
    public void somebody_trains_to_the_end_unless_all_diverge(StoppingRule rule)
    {
        for (var seed = 0; seed < Histories / 4; seed++)
        {
            var race = new RandomRace(rule, seed, losses: 0);
            while (race.Next())
                race.Decide();
            Assert.Contains(race.Points, p => p.Rung == race.Policy.Rungs.Length);
        }
    }

    [Fact]
    public void halving_trains_27_9_3_1_with_a_factor_of_3()
    {
        var race = new RandomRace(StoppingRule.Halving, 1, losses: 0, points: 27, rungs: 3, factor: 3);
        while (race.Next())
            race.Decide();
        Assert.Equal([18, 6, 2, 1], Enumerable.Range(0, 4).Select(r => race.Points.Count(p => p.Rung == r)));
    }

    [Fact]
    public void a_hyperband_has_the_papers_brackets()
    {
        var policy = Policy(StoppingRule.Hyperband, rungs: 4, factor: 3, brackets: 5);
        var brackets = Brackets.Of(policy, 143);
        Assert.Equal([81, 34, 15, 8, 5], Enumerable.Range(0, 5).Select(b => brackets.Count(x => x == b)));
        Assert.Equal(brackets[..20], Brackets.Of(policy, 20));
    }

    internal static StoppingPolicy Policy(StoppingRule rule, int rungs, int factor, int brackets, int startup = 3) => new(
        rule, factor, [.. Enumerable.Range(0, rungs).Select(r => new Rung(16 << r, 1000 * (r + 1), null))], brackets,
        startup, 1);
}

/// <summary>A sweep whose points come, reach rungs, diverge and end at random.</summary>
internal sealed class RandomRace
{
    private readonly Random order;
    private readonly int all;
    private readonly double[][] values;
    private readonly double losses;
    private readonly HashSet<(int Point, int Rung)> promoted = [];
    private readonly int[] brackets;

    public RandomRace(
        StoppingRule rule, int seed, int? order = null, double losses = 0.1, int? points = null, int? rungs = null,
        int? factor = null)
    {
        var random = new Random(seed);
        this.losses = losses;
        this.order = new Random(order ?? seed);
        all = points ?? random.Next(1, 25);
        var number = rungs ?? random.Next(1, 4);
        Policy = PromotionsTests.Policy(rule, number, factor ?? random.Next(2, 5),
            rule is StoppingRule.Hyperband or StoppingRule.AsyncHyperband ? random.Next(1, number + 2) : 1,
            random.Next(1, 6));
        brackets = Reference.Brackets(Policy, all);
        values = [.. Enumerable.Range(0, all).Select(_ =>
            Enumerable.Range(0, number).Select(_ => Value(random)).ToArray())];
        var first = order is null && losses > 0 ? random.Next(0, all + 1) : all;
        while (Points.Count < first)
            Add();
    }

    public StoppingPolicy Policy { get; }

    public List<RacingPoint> Points { get; } = [];

    public List<Arrival> History { get; } = [];

    private bool AreAll => Points.Count == all;

    /// <summary>Something happens; false where nothing can any more.</summary>
    public bool Next()
    {
        var underway = Points.FindAll(p => p.State == RacingState.Underway && p.Rung < Policy.Rungs.Length);
        if (!AreAll && (underway.Count == 0 || order.Next(3) == 0))
            Add();
        else if (underway.Count > 0)
            Arrive(underway[order.Next(underway.Count)]);
        else
            return false;
        return true;
    }

    /// <summary>Decides until nobody goes on, and holds every round against the reference.</summary>
    public void Compare()
    {
        for (var rounds = 0; ; rounds++)
        {
            var reference = new Reference(Policy, History, Points.Count, AreAll, brackets);
            var expected = new SortedSet<int>();
            for (var rung = 0; rung < Policy.Rungs.Length; rung++)
                foreach (var bracket in Enumerable.Range(0, Policy.Brackets))
                {
                    var goOn = reference.MayGoOn(rung, [.. promoted, .. expected.Select(p => (p, Points[p].Rung))]);
                    expected.UnionWith(goOn.Where(p =>
                        brackets[p] == bracket && Points[p].Rung == rung && !promoted.Contains((p, rung))));
                }
            var decided = Promotions.Of(Policy, Points, AreAll);
            Assert.Equal(expected, decided.Order());
            if (decided.IsEmpty)
                return;
            Apply(decided);
            Assert.True(rounds < 100, "Decisions have no end.");
        }
    }

    public void Decide()
    {
        while (Promotions.Of(Policy, Points, AreAll) is { IsEmpty: false } decided)
            Apply(decided);
    }

    private void Apply(ImmutableArray<int> decided)
    {
        foreach (var point in decided)
        {
            Assert.True(promoted.Add((point, Points[point].Rung)));
            Points[point] = Points[point] with { Rung = Points[point].Rung + 1, State = RacingState.Underway };
        }
    }

    private void Add() => Points.Add(new RacingPoint(
        Points.Count, brackets[Points.Count], RacingState.Underway,
        [.. Enumerable.Repeat(double.NaN, Policy.Rungs.Length)]));

    private void Arrive(RacingPoint point)
    {
        var value = values[point.Index][point.Rung];
        var isGone = losses > 0 && value < losses / 2;
        History.Add(new Arrival(point.Index, point.Rung, isGone ? null : value));
        Points[point.Index] = isGone ? point with { State = RacingState.Gone }
            : double.IsNaN(value) ? point with { State = RacingState.Lost }
            : point with { State = RacingState.Waiting, Values = point.Values.SetItem(point.Rung, value) };
    }

    /// <summary>Few different ones, so that there are ties.</summary>
    private double Value(Random random) =>
        random.NextDouble() < losses / 2 ? double.NaN
        : losses == 0 ? 1 + random.Next(8)
        : random.NextDouble() < losses / 2 ? 0
        : 1 + random.Next(8);
}
