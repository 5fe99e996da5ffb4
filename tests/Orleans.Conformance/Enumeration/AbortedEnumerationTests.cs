namespace PgGanLab.OrleansConformance.Enumeration;

public sealed class AbortedEnumerationTests(ImpatientSiloFixture silo)
{
    [Fact]
    public async Task an_enumeration_outlives_the_response_timeout()
    {
        const string name = nameof(an_enumeration_outlives_the_response_timeout);
        await using var sequence = silo.Grains.GetGrain<IStreamGrain>(name).CountWithGates().GetAsyncEnumerator();
        var moving = sequence.MoveNextAsync().AsTask();
        await Assert.ThrowsAsync<TimeoutException>(() => moving.WaitAsync(2 * ImpatientSiloFixture.ResponseTimeout));
        silo.Gates[name + "-0"].Open();
        Assert.True(await moving);
    }

    [Fact]
    public async Task an_enumeration_ends_with_its_activation()
    {
        const string name = nameof(an_enumeration_ends_with_its_activation);
        var grain = silo.Grains.GetGrain<IStreamGrain>(name);
        silo.Gates[name + "-0"].Open();
        await using var sequence = grain.CountWithGates().GetAsyncEnumerator();
        Assert.True(await sequence.MoveNextAsync());
        await grain.Leave();
        await Assert.ThrowsAsync<EnumerationAbortedException>(() => sequence.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task an_enumeration_that_nobody_pulls_is_cleaned_up()
    {
        const string name = nameof(an_enumeration_that_nobody_pulls_is_cleaned_up);
        silo.Gates[name + "-0"].Open();
        await using var sequence = silo.Grains.GetGrain<IStreamGrain>(name).CountWithGates().GetAsyncEnumerator();
        Assert.True(await sequence.MoveNextAsync());
        await Eventually.HoldsAsync(() => silo.Journal[name].Length > 0, "the sequence was disposed");
        await Assert.ThrowsAsync<EnumerationAbortedException>(() => sequence.MoveNextAsync().AsTask());
    }
}
