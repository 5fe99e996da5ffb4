using CsCheck;
using PgGanLab.Growth.Retention;

namespace PgGanLab.Growth.Tests.Retention;

/// <summary>
/// Whatever people and workers do in whatever order, freeing never takes what a live, paused or starred experiment
/// needs, nor a sweep's best generator.
/// </summary>
public sealed class RetentionPropertyTests
{
    [Fact]
    public void nothing_that_is_needed_is_ever_freed() => Gen.Int[0, 1_000_000].Sample(seed =>
    {
        var random = new Random(seed);
        var lab = new ModelLab(random);
        for (var step = 0; step < 120; step++)
        {
            lab.Change();
            var budget = random.Next(3) == 0 ? (long?)null : random.Next(0, 200);
            if (random.Next(4) == 0)
                Free(lab, budget);
        }
    }, iter: 150);

    private static void Free(ModelLab lab, long? budget)
    {
        var before = lab.Holdings;
        var plan = RetentionPlan.Of(before, lab.Now, budget);
        lab.Take(plan);
        var after = lab.Holdings;
        var freed = plan.Free.Select(f => f.File).ToHashSet();

        Assert.Equal(plan.Bytes - plan.Freed, after.Bytes);
        foreach (var experiment in before.Experiments.Where(e => e.IsStarred))
            Assert.DoesNotContain(freed, f => experiment.Path.Contains(f.Phase!) && f.Kind != StoredKind.Generator);
        foreach (var experiment in before.Experiments.Where(e => e.Rank == 1))
            Assert.DoesNotContain(freed, f => f.Phase == experiment.Path[^1] && f.Kind == StoredKind.PhaseEnd);
        foreach (var experiment in before.Experiments.Where(e => e.IsOpen))
            Assert.Equal(lab.StartOf(experiment, before), lab.StartOf(experiment, after));
        Assert.Empty(RetentionPlan.Of(after, lab.Now, null).Free);
        if (plan.TooMuch > 0)
            Assert.Empty(RetentionPlan.Of(after, lab.Now, 0).Free);
        else if (budget is { } most)
            Assert.InRange(after.Bytes, 0, most);
    }
}
