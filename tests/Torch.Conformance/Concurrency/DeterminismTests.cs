using PgGanLab.Torch.Conformance.Lifetime;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Concurrency;

public class DeterminismTests
{
    private const int Steps = 20;

    [Fact]
    public void the_same_seed_gives_the_same_bytes() => Assert.Equal(Train(3), Train(3));

    [Fact]
    public void another_seed_gives_other_bytes() => Assert.NotEqual(Train(3), Train(4));

    [Fact]
    public void two_trainers_at_a_time_do_not_disturb_each_other()
    {
        byte[][] alone = [Train(3), Train(4)];
        var together = new byte[2][];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() => together[i] = Train(3 + (ulong)i))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(alone[0], together[0]);
        Assert.Equal(alone[1], together[1]);
    }

    private static byte[] Train(ulong seed)
    {
        var result = Array.Empty<byte>();
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                set_num_threads(1);
                using var trainer = new Trainer(seed);
                for (var i = 0; i < Steps; i++)
                    trainer.Step();
                result = trainer.Weights();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        return result;
    }
}
