using PgGanLab.Growth.Stopping;

namespace PgGanLab.Growth.Tests.Stopping;

/// <summary>Who copies whom, against a reference, over random histories with ties, losses and people who give up.</summary>
public sealed class PopulationTests
{
    private const int Histories = 1000;

    /// <summary>
    /// The reference ranks the whole population of a rung once all of it is known, by counting who is better.
    /// </summary>
    [Fact]
    public void every_decision_is_the_reference_s_over_random_histories()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new RandomPopulation(seed, seed);
            history.Run();
            for (var rung = 0; rung < history.Policy.Rungs.Length; rung++)
                Compare(history, rung);
        }
    }

    [Fact]
    public void the_order_in_which_members_come_decides_nothing()
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var (one, other) = (new RandomPopulation(seed, 1), new RandomPopulation(seed, 2));
            one.Run();
            other.Run();
            Assert.Equal(one.Steps.OrderBy(s => (s.Rung, s.Member)), other.Steps.OrderBy(s => (s.Rung, s.Member)));
        }
    }

    [Fact]
    public void who_is_certain_to_stay_goes_on_before_the_others_have_come()
    {
        var policy = RandomPopulation.PolicyOf(rungs: 1, quantile: 0.25, seed: 0);
        RacingPoint[] members =
        [
            .. Enumerable.Range(0, 8).Select(i => i < 4
                ? new RacingPoint(i, 0, RacingState.Waiting, [i])
                : new RacingPoint(i, 0, RacingState.Underway, [double.NaN])),
        ];
        Assert.Equal([new MemberStep(0, 0, null), new MemberStep(1, 0, null)], Population.Of(policy, members));
        Assert.Equal(
            "Waits at 16x16 after 1 kimg for 4 more: its SWD 3.00 is the 4th of 4 there, and the worst 2 go on as copies "
            + "of one of the best.",
            StoppingReasons.Of(policy, MemberRace.Of(policy, members, 0), members[3]));
    }

    private static void Compare(RandomPopulation history, int rung)
    {
        var there = history.Values.Where(v => v.Key.Rung == rung).Select(v => (v.Key.Member, v.Value)).ToArray();
        var replaced = there.Length < 2 ? 0
            : Math.Max(1, (int)Math.Floor(history.Policy.Population!.Quantile * there.Length + 1e-9));
        foreach (var (member, value) in there)
        {
            var better = there.Count(o => o.Value < value || (o.Value.Equals(value) && o.Member < member));
            var step = Assert.Single(history.Steps, s => s.Member == member && s.Rung == rung);
            Assert.Equal(better >= there.Length - replaced, step.Source is not null);
            if (step.Source is not { } source)
                continue;
            var (_, copied) = Assert.Single(there, o => o.Member == source);
            Assert.True(there.Count(o => o.Value < copied || (o.Value.Equals(copied) && o.Member < source)) < replaced);
        }
    }
}

/// <summary>Members that reach rungs, diverge and are given up on their way, in a random order.</summary>
internal sealed class RandomPopulation
{
    private const double Losses = 0.05;

    private readonly Random order;
    private readonly double[][] values;
    private readonly RacingPoint[] members;

    public RandomPopulation(int seed, int order)
    {
        var random = new Random(seed);
        this.order = new Random(order);
        var rungs = random.Next(1, 4);
        Policy = PolicyOf(rungs, 0.05 + 0.45 * random.NextDouble(), seed);
        values = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ =>
            Enumerable.Range(0, rungs).Select(_ => random.NextDouble() < Losses ? double.NaN
                : random.NextDouble() < Losses ? -1 : random.Next(1, 9)).ToArray())];
        members = [.. values.Select((_, i) => new RacingPoint(
            i, 0, RacingState.Underway, [.. Enumerable.Repeat(double.NaN, rungs)]))];
    }

    public StoppingPolicy Policy { get; }

    public List<MemberStep> Steps { get; } = [];

    /// <summary>What was reached.</summary>
    public Dictionary<(int Member, int Rung), double> Values { get; } = [];

    public static StoppingPolicy PolicyOf(int rungs, double quantile, long seed) => new(
        StoppingRule.Pbt, 3, [.. Enumerable.Range(0, rungs).Select(r => new Rung(16 << r, 1000 * (r + 1), null))], 1, 5, 1)
    {
        Population = new PopulationOptions { Quantile = quantile, Seed = seed },
    };

    /// <summary>Until nobody is underway; then nobody waits either.</summary>
    public void Run()
    {
        while (Array.FindAll(members, m => m.State == RacingState.Underway && m.Rung < Policy.Rungs.Length)
            is { Length: > 0 } underway)
        {
            Arrive(underway[order.Next(underway.Length)]);
            while (Population.Of(Policy, members) is { IsEmpty: false } steps)
                foreach (var step in steps)
                    Apply(step);
        }
        Assert.DoesNotContain(members, m => m.State == RacingState.Waiting);
    }

    private void Apply(MemberStep step)
    {
        var member = members[step.Member];
        Assert.Equal((RacingState.Waiting, step.Rung), (member.State, member.Rung));
        Steps.Add(step);
        members[step.Member] = member with { Rung = step.Rung + 1, State = RacingState.Underway };
    }

    private void Arrive(RacingPoint member)
    {
        var value = values[member.Index][member.Rung];
        members[member.Index] = double.IsNaN(value) ? member with { State = RacingState.Lost }
            : value < 0 ? member with { State = RacingState.Gone }
            : member with { State = RacingState.Waiting, Values = member.Values.SetItem(member.Rung, value) };
        if (value > 0)
            Values.Add((member.Index, member.Rung), value);
    }
}
