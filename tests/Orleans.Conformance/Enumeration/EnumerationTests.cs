namespace PgGanLab.OrleansConformance.Enumeration;

public sealed class EnumerationTests(SiloFixture silo)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task a_sequence_arrives_whole_and_in_order(int count)
    {
        var name = $"{nameof(a_sequence_arrives_whole_and_in_order)}-{count}";
        List<int> seen = [];
        await foreach (var number in Grain(name).Count(count)) seen.Add(number);
        Assert.Equal(Enumerable.Range(0, count), seen);
        await Eventually.HoldsAsync(() => silo.Journal[name] is ["started", "ended"], "the sequence started and ended on the grain's scheduler");
    }

    [Fact]
    public async Task nothing_is_called_before_somebody_enumerates()
    {
        const string name = nameof(nothing_is_called_before_somebody_enumerates);
        var sequence = Grain(name).Count(3);
        await Grain(name).Ping();
        Assert.Empty(silo.Journal[name]);
        List<int> seen = [];
        await foreach (var number in sequence) seen.Add(number);
        await foreach (var number in sequence) seen.Add(number);
        Assert.Equal([0, 1, 2, 0, 1, 2], seen);
    }

    [Fact]
    public async Task an_error_arrives_after_the_elements_before_it()
    {
        List<int> seen = [];
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var number in Grain(nameof(an_error_arrives_after_the_elements_before_it)).Count(8, fail: true)) seen.Add(number);
        });
        Assert.Equal("the sequence fails", error.Message);
        Assert.True(seen.Count < 8 || seen.SequenceEqual(Enumerable.Range(0, 8)));
    }

    [Fact]
    public async Task a_method_that_fails_at_once_fails_the_enumeration()
    {
        await using var sequence = Grain("fail").FailAtOnce().GetAsyncEnumerator();
        await Assert.ThrowsAsync<ArgumentException>(() => sequence.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task breaking_off_ends_the_grains_sequence()
    {
        const string name = nameof(breaking_off_ends_the_grains_sequence);
        await foreach (var number in Grain(name).Count(100_000))
        {
            if (number == 3) break;
        }

        await Eventually.HoldsAsync(() => silo.Journal[name] is ["started", "ended"], "the sequence was disposed");
    }

    [Fact]
    public async Task cancelling_ends_the_enumeration_and_the_grains_sequence()
    {
        const string name = nameof(cancelling_ends_the_enumeration_and_the_grains_sequence);
        using var source = new CancellationTokenSource();
        silo.Gates[name + "-0"].Open();
        List<int> seen = [];
        var reading = Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var number in Grain(name).CountWithGates().WithCancellation(source.Token)) seen.Add(number);
        });
        await silo.Gates[name + "-1"].Reached;
        await Eventually.HoldsAsync(() => seen.Count == 1, "the first element has arrived");
        await source.CancelAsync();
        await reading;
        Assert.Equal([0], seen);
        await Eventually.HoldsAsync(() => silo.Journal[name] is ["cancelled"], "the grain saw the cancellation");
    }

    [Fact]
    public async Task a_token_among_the_arguments_cancels_too()
    {
        const string name = nameof(a_token_among_the_arguments_cancels_too);
        using var source = new CancellationTokenSource();
        await using var sequence = Grain(name).CountWithGates(source.Token).GetAsyncEnumerator();
        var moving = sequence.MoveNextAsync().AsTask();
        await silo.Gates[name + "-0"].Reached;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => moving);
        await Eventually.HoldsAsync(() => silo.Journal[name] is ["cancelled"], "the grain saw the cancellation");
    }

    [Fact]
    public async Task elements_arrive_as_soon_as_they_are_there_and_the_grain_stays_responsive()
    {
        const string name = nameof(elements_arrive_as_soon_as_they_are_there_and_the_grain_stays_responsive);
        await using var sequence = Grain(name).CountWithGates().GetAsyncEnumerator();
        for (var i = 0; i < 3; i++)
        {
            var moving = sequence.MoveNextAsync();
            await silo.Gates[$"{name}-{i}"].Reached;
            await Grain(name).Ping();
            silo.Gates[$"{name}-{i}"].Open();
            Assert.True(await moving);
            Assert.Equal(i, sequence.Current);
        }
    }

    [Fact]
    public async Task a_sequence_runs_beside_a_call_that_holds_the_grain()
    {
        const string name = nameof(a_sequence_runs_beside_a_call_that_holds_the_grain);
        var held = Grain(name).Hold(name);
        await silo.Gates[name].Reached;
        List<int> seen = [];
        await foreach (var number in Grain(name).Count(10)) seen.Add(number);
        Assert.Equal(10, seen.Count);
        silo.Gates[name].Open();
        await held;
    }

    [Fact]
    public async Task enumerations_do_not_disturb_each_other()
    {
        const string name = nameof(enumerations_do_not_disturb_each_other);
        await using var first = Grain(name).Count(500).GetAsyncEnumerator();
        await using var second = Grain(name).Count(500).GetAsyncEnumerator();
        for (var i = 0; i < 500; i++)
        {
            Assert.True(await first.MoveNextAsync());
            Assert.True(await second.MoveNextAsync());
            Assert.Equal((i, i), (first.Current, second.Current));
        }

        Assert.False(await first.MoveNextAsync());
    }

    [Fact]
    public async Task arguments_and_elements_are_copies()
    {
        List<int> seed = [7];
        List<List<int>> seen = [];
        await foreach (var list in Grain("lists").Lists(seed)) seen.Add(list);
        Assert.Equal([7], seed);
        Assert.Equal([[7, 0], [7, 0, 1], [7, 0, 1, 2]], seen);
    }

    private IStreamGrain Grain(string name) => silo.Grains.GetGrain<IStreamGrain>(name);
}
