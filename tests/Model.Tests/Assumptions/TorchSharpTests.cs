using System.Runtime.InteropServices;
using PgGanLab.Model.Networks;
using PgGanLab.Model.Numbers;
using TorchSharp;
using static TorchSharp.torch;

namespace PgGanLab.Model.Tests.Assumptions;

/// <summary>Facts of TorchSharp that the code leans on, and that a new version could change without a word.</summary>
public sealed class TorchSharpTests : TorchTest
{
    [Fact]
    public void a_disposed_scope_frees_all_that_was_made_in_it_but_what_was_moved_out_or_detached()
    {
        var before = LiveTensors.Count();
        Tensor moved, detached, inner;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                inner = ones(1);
                moved = zeros(1).MoveToOuterDisposeScope();
                detached = zeros(1).DetachFromDisposeScope();
            }
            Assert.True(inner.IsInvalid);
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void a_scope_belongs_to_the_thread_that_opened_it()
    {
        Tensor? made = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => made = ones(1));
            thread.Start();
            thread.Join();
        }
        Assert.False(made!.IsInvalid);
        made.Dispose();
    }

    [Fact]
    public void gradients_can_be_differentiated_where_the_graph_is_created_and_retained()
    {
        var x = tensor(3.0).requires_grad_(true);
        var first = autograd.grad([x * x * x], [x], retain_graph: true, create_graph: true)[0];
        var second = autograd.grad([first], [x])[0];
        Assert.Equal((27, 18), (first.item<double>(), second.item<double>()));
    }

    [Fact]
    public void the_gradient_by_what_was_not_used_is_an_invalid_handle()
    {
        var (used, unused) = (tensor(3.0).requires_grad_(true), tensor(4.0).requires_grad_(true));
        var gradients = autograd.grad([used * used], [used, unused], allow_unused: true);
        Assert.Equal(6, gradients[0].item<double>());
        Assert.True(gradients[1] is null || gradients[1].IsInvalid);
    }

    [Fact]
    public void the_number_of_threads_is_that_of_the_calling_thread()
    {
        TorchThreads.Set(1);
        var own = On(() => TorchThreads.Set(2), get_num_threads);
        Assert.Equal((2, 1), (own, get_num_threads()));
    }

    /// <summary>So <see cref="TorchThreads.Set"/> lets a thread begin before it sets its number.</summary>
    [Fact]
    public void a_thread_begins_with_the_number_that_any_thread_set_last()
    {
        using var isSet = new ManualResetEventSlim();
        using var isOthers = new ManualResetEventSlim();
        var own = 0;
        var thread = new Thread(() =>
        {
            set_num_threads(1);
            isSet.Set();
            isOthers.Wait();
            own = get_num_threads();
        });
        thread.Start();
        isSet.Wait();
        On(() => set_num_threads(2), () => 0);
        isOthers.Set();
        thread.Join();
        Assert.Equal(2, own);
    }

    private static int On(Action first, Func<int> then)
    {
        var result = 0;
        var thread = new Thread(() =>
        {
            first();
            result = then();
        });
        thread.Start();
        thread.Join();
        return result;
    }

    [Fact]
    public void a_generator_of_random_numbers_goes_on_where_its_state_was_taken()
    {
        using var generator = new torch.Generator(5);
        _ = randn([7], generator: generator);
        var state = generator.get_state();
        var expected = randn([100], generator: generator).ToHost();
        using var restored = new torch.Generator(6);
        restored.set_state(state);
        Assert.Equal(expected, randn([100], generator: restored).ToHost());
    }

    /// <summary>The training step halves its shares on this text.</summary>
    [Fact]
    public void an_allocation_that_does_not_fit_says_so_and_throws()
    {
        var e = Assert.ThrowsAny<ExternalException>(() => empty(1L << 50));
        Assert.Contains("can't allocate memory", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void libtorch_is_loaded_from_beside_the_program()
    {
        _ = ones(1);
        var loaded = File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')[^1])
            .Where(path => path.Contains("libtorch", StringComparison.Ordinal));
        Assert.All(
            loaded.Distinct(), path => Assert.StartsWith(AppContext.BaseDirectory, path, StringComparison.Ordinal));
        Assert.NotEmpty(loaded);
    }
}
