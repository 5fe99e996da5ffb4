namespace PgGanLab.OrleansConformance.Scheduling;

public sealed class SchedulingTests(SiloFixture silo)
{
    [Fact]
    public async Task code_after_an_await_stays_on_the_activations_scheduler()
    {
        var grain = silo.Grains.GetGrain<ISchedulerGrain>(nameof(code_after_an_await_stays_on_the_activations_scheduler));
        Assert.True(await grain.StaysAfterAwait());
        Assert.True(await grain.StaysAfterGrainCall());
        Assert.True(await grain.StaysInStartNew());
    }

    [Fact]
    public async Task task_run_leaves_the_activations_scheduler()
    {
        var grain = silo.Grains.GetGrain<ISchedulerGrain>(nameof(task_run_leaves_the_activations_scheduler));
        Assert.False(await grain.StaysInTaskRun());
    }

    [Fact]
    public async Task a_call_waits_until_the_running_one_has_ended()
    {
        var (grain, gate) = Gate(nameof(a_call_waits_until_the_running_one_has_ended));
        var held = grain.Hold(gate);
        await silo.Gates[gate].Reached;
        var ping = grain.Ping();
        await grain.PingAnyway();   // sent later, and has run: the ping would have, too, were it allowed to
        Assert.False(ping.IsCompleted);
        silo.Gates[gate].Open();
        await held;
        await ping;
    }

    [Fact]
    public async Task read_only_calls_run_beside_each_other_but_not_beside_others()
    {
        var (grain, gate) = Gate(nameof(read_only_calls_run_beside_each_other_but_not_beside_others));
        var reading = grain.HoldReading(gate);
        await silo.Gates[gate].Reached;
        var ping = grain.Ping();
        await grain.Read();
        Assert.False(ping.IsCompleted);
        silo.Gates[gate].Open();
        await Task.WhenAll(reading, ping);
    }

    [Fact]
    public async Task read_only_calls_wait_for_others()
    {
        var (grain, gate) = Gate(nameof(read_only_calls_wait_for_others));
        var held = grain.Hold(gate);
        await silo.Gates[gate].Reached;
        var read = grain.Read();
        await grain.PingAnyway();
        Assert.False(read.IsCompleted);
        silo.Gates[gate].Open();
        await Task.WhenAll(held, read);
    }

    [Fact]
    public async Task calls_of_a_reentrant_grain_interleave()
    {
        const string name = nameof(calls_of_a_reentrant_grain_interleave);
        var grain = silo.Grains.GetGrain<IReentrantGrain>(name);
        var held = grain.Hold(name);
        await silo.Gates[name].Reached;
        await grain.Ping();
        await grain.CallSelf();
        silo.Gates[name].Open();
        await held;
    }

    [Fact]
    public async Task turns_of_a_reentrant_grain_never_run_in_parallel()
    {
        var grain = silo.Grains.GetGrain<IReentrantGrain>(nameof(turns_of_a_reentrant_grain_never_run_in_parallel));
        var most = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.CountParallelTurns()));
        Assert.All(most, turns => Assert.Equal(1, turns));
    }

    [Fact]
    public async Task calls_of_one_caller_to_an_active_grain_arrive_in_order()
    {
        const string name = nameof(calls_of_one_caller_to_an_active_grain_arrive_in_order);
        var grain = silo.Grains.GetGrain<IGateGrain>(name);
        var entries = Enumerable.Range(0, 200).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        await grain.Read();
        await Task.WhenAll(entries.Select(entry => grain.Append(entry).AsTask()));
        Assert.Equal(entries, silo.Journal[name]);
    }

    [Fact]
    public async Task a_one_way_call_ends_before_its_method_does()
    {
        var (grain, gate) = Gate(nameof(a_one_way_call_ends_before_its_method_does));
        await grain.HoldOneWay(gate);
        await silo.Gates[gate].Reached;
        silo.Gates[gate].Open();
        await grain.Ping();
    }

    [Fact]
    public async Task a_one_way_call_hides_its_failure_from_the_caller()
    {
        var (grain, _) = Gate(nameof(a_one_way_call_hides_its_failure_from_the_caller));
        await grain.FailOneWay();
        await grain.Ping();
    }

    private (IGateGrain Grain, string Gate) Gate(string name) => (silo.Grains.GetGrain<IGateGrain>(name), name);
}
