using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Memory;
using PgGanLab.Growth.Phases;
using PgGanLab.Growth.Scheduling;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Tests.Scheduling;

public sealed class UntrainablePhaseTests
{
    private static readonly IdleWorker Cpu = new("host/cpu:0"), Gpu = new("host/cuda:0", 4_000_000, IsCuda: true);

    [Fact]
    public void what_no_memory_holds_waits_for_a_larger_worker()
    {
        var phases = new[] { Phase("p", 5_000_000), Phase("q", 1) };
        Assert.Equal(
            new UntrainablePhase("p", "phase-too-large",
                "It needs 5 MB of device memory, but the largest worker, host/cuda:0, has 4 MB; "
                + "it waits until a larger one joins."),
            Assert.Single(UntrainablePhase.Of(phases, [Gpu, new IdleWorker("small", 1_000_000)])));
        Assert.Empty(UntrainablePhase.Of(phases, [Gpu, new IdleWorker("large", 5_000_000)]));
        Assert.Empty(UntrainablePhase.Of(phases, [Gpu, Cpu]));
    }

    [Fact]
    public void float16_waits_for_a_cuda_worker_with_the_memory()
    {
        var phases = new[] { Phase("p", 4_000_000, cuda: true) };
        Assert.Equal(
            ("p", "phase-needs-cuda"), UntrainablePhase.Of(phases, [Cpu]).Select(h => (h.Phase, h.Kind)).Single());
        Assert.Empty(UntrainablePhase.Of(phases, [Cpu, Gpu]));
        Assert.Equal(
            "It needs 5 MB of device memory, but the largest CUDA worker, host/cuda:0, has 4 MB; "
            + "it waits until a larger one joins.",
            UntrainablePhase.Of([Phase("p", 5_000_000, cuda: true)], [Cpu, Gpu]).Single().Reason);
    }

    [Fact]
    public void a_lab_without_workers_hinders_nothing() =>
        Assert.Empty(UntrainablePhase.Of([Phase("p", 1, cuda: true)], []));

    [Theory]
    [InlineData("cuda:0", true)]
    [InlineData("cuda:0+cuda:1", true)]
    [InlineData("cuda", true)]
    [InlineData("cpu:0", false)]
    [InlineData("cpu", false)]
    public void a_device_says_its_kind(string device, bool isCuda) => Assert.Equal(isCuda, DeviceKind.IsCuda(device));

    [Fact]
    public void only_phases_with_float16_layers_need_cuda()
    {
        var c = new TrainingConfiguration
        {
            Resolution = 32,
            Arithmetic = new ArithmeticOptions { LowPrecision = LowPrecision.Float16, LowPrecisionFrom = 16 }
        };
        Assert.Equal([16, 16, 32, 32], Resolutions(c));
        Assert.Empty(Resolutions(c with { Arithmetic = c.Arithmetic with { LowPrecision = LowPrecision.Bfloat16 } }));
        Assert.Empty(Resolutions(c with { Arithmetic = ArithmeticOptions.Default }));
    }

    private static IEnumerable<int> Resolutions(TrainingConfiguration configuration) =>
        ExperimentPath.Of(configuration, new DatasetFacts("shapes", new string('a', 64), 32, 1, 1000, 0))
            .Where(p => DeviceNeed.Of(p.Recipe).Cuda).Select(p => p.Recipe.Resolution);

    private static ReadyPhase Phase(string key, long least, bool cuda = false) =>
        new(key, Claim.Of(0), 0, 0, 1, null) { Need = new DeviceNeed(new MemoryNeed(least, least), cuda) };
}
