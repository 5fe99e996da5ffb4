namespace PgGanLab.OrleansConformance.Observers;

public sealed class ObserverTests(SiloFixture silo)
{
    private readonly Listener _listener = new();

    [Fact]
    public async Task a_listener_hears_everything_once_in_order_and_undisturbed()
    {
        var speaker = Speaker(nameof(a_listener_hears_everything_once_in_order_and_undisturbed));
        var reference = silo.Grains.CreateObjectReference<IListener>(_listener);
        await speaker.Subscribe(reference);
        await speaker.Subscribe(reference);
        Assert.Equal(1, await speaker.Say(200));
        await Eventually.HoldsAsync(() => _listener.Heard.Count >= 200, "200 numbers were heard");
        Assert.Equal(Enumerable.Range(0, 200), _listener.Heard);
        Assert.False(_listener.WasDisturbed);
    }

    [Fact]
    public async Task a_listener_that_unsubscribed_hears_no_more()
    {
        var speaker = Speaker(nameof(a_listener_that_unsubscribed_hears_no_more));
        var reference = silo.Grains.CreateObjectReference<IListener>(_listener);
        await speaker.Subscribe(reference);
        await speaker.Unsubscribe(reference);
        Assert.Equal(0, await speaker.Say(1));
    }

    [Fact]
    public async Task a_listener_can_answer_and_fail()
    {
        var speaker = Speaker(nameof(a_listener_can_answer_and_fail));
        var reference = silo.Grains.CreateObjectReference<IListener>(_listener);
        Assert.Equal(8, await speaker.Ask(reference, 7));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => speaker.Ask(reference, -1));
        Assert.Equal("negative", error.Message);
    }

    [Fact]
    public async Task the_manager_drops_a_listener_that_fails()
    {
        var speaker = Speaker(nameof(the_manager_drops_a_listener_that_fails));
        await speaker.Subscribe(silo.Grains.CreateObjectReference<IListener>(_listener));
        Assert.Equal(1, await speaker.AskAll(1));
        Assert.Equal(0, await speaker.AskAll(-1));
    }

    [Fact]
    public async Task a_listener_gets_copies()
    {
        var speaker = Speaker(nameof(a_listener_gets_copies));
        var reference = silo.Grains.CreateObjectReference<IListener>(_listener);
        Assert.Equal([1, 2], await speaker.SayList(reference, [1, 2]));
        Assert.Equal([1, 2], _listener.Heard);
    }

    [Fact]
    public async Task a_grain_can_listen()
    {
        const string name = nameof(a_grain_can_listen);
        var speaker = Speaker(name);
        await Speaker(name + "-listener").ListenTo(speaker);
        await speaker.Say(2);
        await Eventually.HoldsAsync(() => silo.Journal[name + "-listener"].Length == 2, "both numbers were heard");
    }

    [Fact]
    public void a_reference_is_made_of_local_objects_only_and_each_is_one_of_its_own()
    {
        var first = silo.Grains.CreateObjectReference<IListener>(_listener);
        var second = silo.Grains.CreateObjectReference<IListener>(_listener);
        Assert.NotEqual(first, second);
        Assert.Throws<ArgumentException>(() => silo.Grains.CreateObjectReference<IListener>(first));
        Assert.Throws<ArgumentException>(() => silo.Grains.DeleteObjectReference<IListener>(_listener));
        silo.Grains.DeleteObjectReference<IListener>(first);
    }

    [Fact]
    public async Task an_object_is_no_reference() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Speaker(nameof(an_object_is_no_reference)).Subscribe(_listener));

    private ISpeakerGrain Speaker(string name) => silo.Grains.GetGrain<ISpeakerGrain>(name);
}
