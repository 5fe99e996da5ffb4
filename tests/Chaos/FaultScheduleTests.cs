using PgGanLab.Chaos.Faults;

namespace PgGanLab.Chaos;

public class FaultScheduleTests
{
    private static readonly FaultKind[] Kinds =
        [FaultKind.Kill, FaultKind.Pause, FaultKind.Terminate, FaultKind.KillHost];

    [Fact]
    public void a_seed_gives_the_same_faults_and_another_one_others()
    {
        Assert.Equal(Of(7).Faults, Of(7).Faults);
        Assert.Equal(Of(7).SecondSweepAt, Of(7).SecondSweepAt);
        Assert.NotEqual(Of(7).Faults, Of(8).Faults);
    }

    [Fact]
    public void faults_come_one_after_the_other_while_there_is_work_and_each_kind_comes_before_one_comes_again()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var faults = Of(seed).Faults;
            Assert.Equal(Kinds.Order(), faults.Take(Kinds.Length).Select(f => f.Kind).Order());
            Assert.Equal(faults.Select(f => f.Progress).Order(), faults.Select(f => f.Progress));
            Assert.All(faults, f => Assert.InRange(f.Progress, 0, 0.8));
            Assert.All(faults, f => Assert.InRange(f.Host, 0, 1));
        }
    }

    private static FaultSchedule Of(int seed) => FaultSchedule.Of(seed, Kinds, count: 6, hosts: 2);
}
