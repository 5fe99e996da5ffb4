using TorchSharp;

using static TorchSharp.torch;

namespace PgGanLab.Torch.Conformance.Scopes;

public class StatisticsTests
{
    [Fact]
    public void statistics_count_by_scope()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        var outside = ones(1);
        using (var scope = NewDisposeScope())
        {
            _ = ones(1);
            var attached = outside;
            scope.Attach(attached);
            ones(1).DetachFromDisposeScope().Dispose();
        }

        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(2, statistics.CreatedInScopeCount);
        Assert.Equal(1, statistics.AttachedToScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void total_count_follows_live_tensors()
    {
        var before = Tensor.TotalCount;
        var tensor = ones(1);
        Assert.Equal(before + 1, Tensor.TotalCount);
        Assert.True(Tensor.PeakCount >= before + 1);
        tensor.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void each_thread_counts_for_itself()
    {
        DisposeScopeManager.Statistics.Reset();
        var live = -1L;
        var thread = new Thread(() =>
        {
            using var scope = NewDisposeScope();
            _ = ones(1);
            live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        });
        thread.Start();
        thread.Join();
        Assert.Equal(1, live);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
