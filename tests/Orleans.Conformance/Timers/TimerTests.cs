namespace PgGanLab.OrleansConformance.Timers;

public sealed class TimerTests(SiloFixture silo)
{
    [Fact]
    public async Task a_timer_ticks_in_the_grains_turns()
    {
        const string name = nameof(a_timer_ticks_in_the_grains_turns);
        await Grain(name).Start(new TimerPlan());
        await TicksAsync(name, 3);
        Assert.All(silo.Journal[name], entry => Assert.Equal("tick", entry));
    }

    [Fact]
    public async Task every_form_of_registering_works()
    {
        const string name = nameof(every_form_of_registering_works);
        await Grain(name).RegisterAllForms();
        await Eventually.HoldsAsync(() => silo.Journal[name].Length == 6, "all six ticked");
        Assert.Equal(
            ["plain", "plain, times", "state", "state+token", "state, times", "token"],
            silo.Journal[name].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task a_timer_without_period_ticks_once()
    {
        const string name = nameof(a_timer_without_period_ticks_once);
        await Grain(name).Start(new TimerPlan { Period = Timeout.InfiniteTimeSpan });
        await OutlastAsync(name);
        Assert.Equal(["tick"], silo.Journal[name]);
    }

    [Fact]
    public async Task a_timer_that_is_never_due_starts_when_it_is_changed()
    {
        const string name = nameof(a_timer_that_is_never_due_starts_when_it_is_changed);
        var grain = Grain(name);
        await grain.Start(new TimerPlan { DueTime = Timeout.InfiniteTimeSpan });
        await OutlastAsync(name);
        Assert.Empty(silo.Journal[name]);
        await grain.Change(TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
        await TicksAsync(name, 2);
    }

    [Fact]
    public async Task a_callback_waits_for_the_running_call()
    {
        const string name = nameof(a_callback_waits_for_the_running_call);
        var grain = Grain(name);
        var held = grain.StartAndHold(new TimerPlan { DueTime = TimeSpan.Zero }, name + "-gate");
        await silo.Gates[name + "-gate"].Reached;
        await OutlastAsync(name);
        Assert.Empty(silo.Journal[name]);
        silo.Gates[name + "-gate"].Open();
        await held;
        await TicksAsync(name, 1);
    }

    [Fact]
    public async Task a_callback_holds_calls_back()
    {
        const string name = nameof(a_callback_holds_calls_back);
        var grain = Grain(name);
        await grain.Start(new TimerPlan { Gate = name });
        await silo.Gates[name].Reached;
        var stopping = grain.Stop();
        await OutlastAsync(name);
        Assert.False(stopping.IsCompleted);
        silo.Gates[name].Open();
        await stopping;
    }

    [Fact]
    public async Task an_interleaving_timer_ticks_beside_a_running_call_but_never_beside_itself()
    {
        const string name = nameof(an_interleaving_timer_ticks_beside_a_running_call_but_never_beside_itself);
        var grain = Grain(name);
        var held = grain.StartAndHold(new TimerPlan { Interleave = true }, name);
        await silo.Gates[name].Reached;
        var before = silo.Journal[name].Length;
        await TicksAsync(name, before + 3);
        Assert.All(silo.Journal[name], entry => Assert.Equal("tick", entry));
        silo.Gates[name].Open();
        await held;
    }

    [Fact]
    public async Task a_callback_that_fails_does_not_end_the_timer()
    {
        const string name = nameof(a_callback_that_fails_does_not_end_the_timer);
        await Grain(name).Start(new TimerPlan { Fail = true });
        await TicksAsync(name, 3);
    }

    [Fact]
    public async Task disposing_a_timer_cancels_its_token_and_ends_it()
    {
        const string name = nameof(disposing_a_timer_cancels_its_token_and_ends_it);
        var grain = Grain(name);
        await grain.Start(new TimerPlan { Interleave = true, WaitForToken = true });
        await TicksAsync(name, 1);
        await grain.Stop();
        await Eventually.HoldsAsync(() => silo.Journal[name].Contains("token"), "the callback saw the token");
        await OutlastAsync(name);
        Assert.Equal(1, silo.Journal[name].Count(entry => entry == "tick"));
    }

    [Fact]
    public async Task deactivation_ends_the_timers()
    {
        const string name = nameof(deactivation_ends_the_timers);
        var grain = Grain(name);
        await grain.Start(new TimerPlan());
        await TicksAsync(name, 1);
        await grain.Leave();
        await Eventually.HoldsAsync(() => silo.Journal[name].Contains("deactivated"), "the grain is gone");
        await OutlastAsync(name);
        Assert.Equal("deactivated", silo.Journal[name][^1]);
    }

    private ITimerGrain Grain(string name) => silo.Grains.GetGrain<ITimerGrain>(name);

    private Task TicksAsync(string name, int count) =>
        Eventually.HoldsAsync(() => silo.Journal[name].Count(entry => entry == "tick") >= count, $"{count} ticks");

    /// <summary>Waits until another grain's timer has ticked ten times: long enough for this one's, were it to tick.</summary>
    private async Task OutlastAsync(string name)
    {
        await Grain(name + "-other").Start(new TimerPlan());
        await TicksAsync(name + "-other", 10);
        await Grain(name + "-other").Stop();
    }
}
