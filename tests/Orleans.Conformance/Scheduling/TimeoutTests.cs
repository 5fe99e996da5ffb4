namespace PgGanLab.OrleansConformance.Scheduling;

public sealed class TimeoutTests(ImpatientSiloFixture silo)
{
    [Fact]
    public async Task a_call_without_an_answer_times_out_and_says_what_was_called()
    {
        const string name = nameof(a_call_without_an_answer_times_out_and_says_what_was_called);
        var grain = silo.Grains.GetGrain<IGateGrain>(name);
        var error = await Assert.ThrowsAsync<TimeoutException>(() => grain.Hold(name));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IGateGrain.Hold), error.Message, StringComparison.Ordinal);
        Assert.Contains(ImpatientSiloFixture.ResponseTimeout.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_grain_goes_on_after_its_caller_gave_up()
    {
        const string name = nameof(a_grain_goes_on_after_its_caller_gave_up);
        var grain = silo.Grains.GetGrain<IGateGrain>(name);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.Hold(name));
        silo.Gates[name].Open();
        await grain.Ping();
    }

    [Fact]
    public async Task a_call_whose_caller_gave_up_before_its_turn_is_not_run()
    {
        const string name = nameof(a_call_whose_caller_gave_up_before_its_turn_is_not_run);
        var grain = silo.Grains.GetGrain<IGateGrain>(name);
        var held = grain.Hold(name);
        await silo.Gates[name].Reached;
        await Assert.ThrowsAsync<TimeoutException>(grain.Ping);
        await Assert.ThrowsAsync<TimeoutException>(() => held);
        silo.Gates[name].Open();
        await grain.Read();
        Assert.Empty(silo.Journal[name]);
    }

    [Fact]
    public async Task a_grain_that_calls_itself_waits_for_itself_until_the_timeout() =>
        await Assert.ThrowsAsync<TimeoutException>(
            () => silo.Grains.GetGrain<IGateGrain>(nameof(a_grain_that_calls_itself_waits_for_itself_until_the_timeout)).CallSelf());

    [Fact]
    public async Task a_circle_of_calls_ends_with_the_timeout() =>
        await Assert.ThrowsAsync<TimeoutException>(
            () => silo.Grains.GetGrain<IGateGrain>(nameof(a_circle_of_calls_ends_with_the_timeout)).CallInCircle("circle"));
}
