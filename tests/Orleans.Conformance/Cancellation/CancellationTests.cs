namespace PgGanLab.OrleansConformance.Cancellation;

public sealed class CancellationTests(SiloFixture silo)
{
    [Fact]
    public async Task cancelling_ends_the_callers_wait_and_tells_the_grain()
    {
        const string name = nameof(cancelling_ends_the_callers_wait_and_tells_the_grain);
        using var source = new CancellationTokenSource();
        var call = silo.Grains.GetGrain<ICancellableGrain>(name).WaitForCancellation(name, source.Token);
        await silo.Gates[name].Reached;
        await source.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, error.CancellationToken);
        await Eventually.HoldsAsync(() => silo.Journal[name] is ["cancelled"], "the grain saw the cancellation on its scheduler");
    }

    [Fact]
    public async Task a_call_that_is_cancelled_before_its_turn_is_not_run()
    {
        const string name = nameof(a_call_that_is_cancelled_before_its_turn_is_not_run);
        var grain = silo.Grains.GetGrain<ICancellableGrain>(name);
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var holding = grain.WaitForCancellation(name + "-gate", first.Token);
        await silo.Gates[name + "-gate"].Reached;
        var waiting = grain.IsCancelled(second.Token);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
        Assert.False(await grain.IsCancelled());
        Assert.Equal(["ran"], silo.Journal[name]);
    }

    [Fact]
    public async Task a_call_with_a_cancelled_token_is_not_sent()
    {
        const string name = nameof(a_call_with_a_cancelled_token_is_not_sent);
        var grain = silo.Grains.GetGrain<ICancellableGrain>(name);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => grain.IsCancelled(new CancellationToken(canceled: true)));
        Assert.False(await grain.IsCancelled());
        Assert.Equal(["ran"], silo.Journal[name]);
    }
}
