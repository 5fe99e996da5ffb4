using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Concurrency;

public class ThreadCountTests
{
    [Fact]
    public void the_count_is_read_back_on_the_thread_that_set_it()
    {
        var counts = new int[2];
        var thread = new Thread(() =>
        {
            set_num_threads(2);
            counts[0] = get_num_threads();
            set_num_threads(1);
            counts[1] = get_num_threads();
        });
        thread.Start();
        thread.Join();
        Assert.Equal([2, 1], counts);
    }

    [Fact]
    public void there_is_at_least_one_interop_thread() => Assert.True(get_num_interop_threads() >= 1);
}
