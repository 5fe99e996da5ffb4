using System.Collections.Immutable;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Stopping;
using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Growth.Tests.Sweeps;

/// <summary>What copies of a member try, and what they train.</summary>
public sealed class MemberCopiesTests
{
    [Fact]
    public void a_copy_goes_on_from_whom_it_copies_and_changes_only_what_it_may()
    {
        var (sweep, plan) = Plan("""
            "learningRate": { "min": 1e-4, "max": 1e-2, "scale": "log" }, "fmapMax": [4, 8], "learningRate@16": [0.01, 0.02],
            "discriminatorLearningRate": "= learningRate * 2", "minibatch": { "min": 4, "max": 32, "scale": "log2" }
            """);
        foreach (var member in Enumerable.Range(0, 40))
        {
            var source = plan.Experiments[member % plan.Experiments.Length];
            var copy = Copy(sweep, plan, source, member)!;
            Assert.Equal(source.Phases[4].Key, copy.Phases[0].Parent);
            Assert.Equal([5, 6], copy.Phases.Select(p => p.Recipe.Index));
            Assert.Equal(copy.Phases[0].Key, copy.Phases[1].Parent);
            Assert.Equal(source.Phases[5].Recipe.FeatureMaps, copy.Phases[0].Recipe.FeatureMaps);
            Assert.Equal(source.Phases[5].Recipe.Root, copy.Phases[0].Recipe.Root);
            Assert.Equal(source.Varied[new SettingKey("learningRate", 16)], copy.Varied[new SettingKey("learningRate", 16)]);
            Assert.InRange(copy.Configuration.LearningRate.Default, 1e-4, 1e-2);
            Assert.Equal(2 * copy.Configuration.LearningRate.Default, copy.Configuration.DiscriminatorLearningRate.Default);
            Assert.NotEqual(source.Phases[^1].Key, copy.Phases[^1].Key);
        }
    }

    [Fact]
    public void numbers_are_multiplied_or_divided_and_lists_go_to_a_neighbour()
    {
        var (sweep, plan) = Plan("""
            "gradientPenaltyWeight": { "min": 1, "max": 100 }, "minibatch": [4, 8, 16, 32], "criticRepeats": { "min": 1, "max": 9 }
            """, "\"resample\": 0, \"factor\": 2");
        foreach (var member in Enumerable.Range(0, 40))
        {
            var source = plan.Experiments[member % plan.Experiments.Length];
            var copy = Copy(sweep, plan, source, member)!;
            var (before, after) = (source.Configuration, copy.Configuration);
            Assert.Contains(after.GradientPenaltyWeight,
                new[] { Math.Min(100, before.GradientPenaltyWeight * 2), Math.Max(1, before.GradientPenaltyWeight / 2) });
            Assert.Equal(1, Math.Abs(Math.Log2(after.Minibatch.Default) - Math.Log2(before.Minibatch.Default)));
            Assert.InRange(after.CriticRepeats, 1, 9);
        }
    }

    [Fact]
    public void a_copy_follows_from_its_arguments_alone_and_never_trains_what_another_does()
    {
        var (sweep, plan) = Plan("\"mirror\": [true, false], \"criticRepeats\": [1, 2]");
        var source = plan.Experiments[0];
        var first = Copy(sweep, plan, source, 3)!;
        Assert.Equal(first.Phases.Select(p => p.Key), Copy(sweep, plan, source, 3)!.Phases.Select(p => p.Key));
        var second = Copy(sweep, plan, source, 3, first.Phases[^1].Key)!;
        var third = Copy(sweep, plan, source, 3, first.Phases[^1].Key, second.Phases[^1].Key)!;
        Assert.Equal(3, new[] { first, second, third }.Select(c => c.Phases[^1].Key).Distinct().Count());
        Assert.Null(Copy(sweep, plan, source, 3,
            first.Phases[^1].Key, second.Phases[^1].Key, third.Phases[^1].Key));
    }

    private static MemberCopy? Copy(
        SweepDefinition sweep, SweepPlan plan, PlannedExperiment source, int member, params PhaseKey[] taken) =>
        MemberCopies.Of(sweep, plan.Stopping!, Seeded.Fashion, new CopiedMember(source.Varied, source.Phases[4]),
            new MemberStep(member, 0, source.Number - 1), taken.Append(source.Phases[^1].Key).ToImmutableHashSet());

    private static (SweepDefinition Sweep, SweepPlan Plan) Plan(string space, string more = "\"resample\": 0.25")
    {
        var sweep = SweepDocument.Read($$"""
            { "name": "n", "dataset": "fashion-mnist", "stopping": { "rule": "pbt", {{more}} }, "budget": { "maxExperiments": 4 },
              "base": { "resolution": 32, "latentSize": 8, "fmapBase": 64, "fmapMax": 8, "minibatch": 16, "fadeInKimg": 2, "stabilizeKimg": 3, "swdKimg": 0.5 },
              "search": { "strategy": "random", "space": { {{space}} } } }
            """);
        return (sweep, SweepPlan.Of(sweep, Seeded.Fashion));
    }
}
