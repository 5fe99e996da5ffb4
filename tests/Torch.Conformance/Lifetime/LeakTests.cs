using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Lifetime;

public class LeakTests
{
    [Fact]
    public void live_tensors_return_to_their_start_value_after_200_training_steps()
    {
        using var trainer = new Trainer(1);
        trainer.Step();
        var total = Tensor.TotalCount;
        var mine = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 200; i++)
            Assert.True(float.IsFinite(trainer.Step()));
        Assert.Equal(mine, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(total, Tensor.TotalCount);
    }

    [Fact]
    public void a_disposed_trainer_leaves_no_tensor()
    {
        var mine = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var trainer = new Trainer(1))
            trainer.Step();
        Assert.Equal(mine, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void memory_does_not_grow_over_steps()
    {
        using var trainer = new Trainer(1);
        for (var i = 0; i < 100; i++)
            trainer.Step();
        var before = Environment.WorkingSet;
        for (var i = 0; i < 400; i++)
            trainer.Step();
        var grown = Environment.WorkingSet - before;
        Assert.True(grown < 32 << 20, $"400 steps took {grown >> 20} MiB.");
    }

    [Fact]
    public void forgotten_tensors_are_caught_by_their_finalizers()
    {
        Collect();
        var before = Tensor.TotalCount;
        Forget();
        Assert.True(Tensor.TotalCount > before);
        Collect();
        Assert.Equal(before, Tensor.TotalCount);

        static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        static void Forget()
        {
            for (var i = 0; i < 50; i++)
                _ = ones(10);
        }
    }
}
