using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace PgGanLab.OrleansConformance.Observers;

public sealed class ObserverManagerTests
{
    private readonly ObserverManager<string, Listener> _manager = new(TimeSpan.FromMinutes(1), NullLogger.Instance);
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ObserverManagerTests() => _manager.GetDateTime = () => _now;

    [Fact]
    public void an_observer_that_does_not_subscribe_again_expires()
    {
        var (early, renewed) = (new Listener(), new Listener());
        _manager.Subscribe("early", early);
        _manager.Subscribe("renewed", renewed);
        _now += TimeSpan.FromSeconds(50);
        _manager.Subscribe("renewed", renewed);
        _now += TimeSpan.FromSeconds(50);
        _manager.Notify(listener => listener.Hear(1));
        Assert.Empty(early.Heard);
        Assert.Equal([1], renewed.Heard);
        Assert.Equal(["renewed"], _manager.Observers.Keys);
        _now += TimeSpan.FromSeconds(50);
        _manager.ClearExpired();
        Assert.Equal(0, _manager.Count);
    }

    [Fact]
    public void only_observers_that_fit_are_notified_and_all_can_be_enumerated()
    {
        var (first, second) = (new Listener(), new Listener());
        _manager.Subscribe("first", first);
        _manager.Subscribe("second", second);
        _manager.Notify(listener => listener.Hear(1), listener => listener == second);
        Assert.Empty(first.Heard);
        Assert.Equal([1], second.Heard);
        Assert.Equal([first, second], _manager);
        _manager.Clear();
        Assert.Empty(_manager);
    }

    [Fact]
    public async Task one_failing_observer_does_not_keep_the_others_from_hearing()
    {
        var (failing, good) = (new Listener(), new Listener());
        _manager.Subscribe("failing", failing);
        _manager.Subscribe("good", good);
        await _manager.Notify(listener => listener == failing ? throw new InvalidOperationException() : listener.HearLater([1]));
        Assert.Equal([1], good.Heard);
        Assert.Equal(["good"], _manager.Observers.Keys);
    }

    [Fact]
    public void a_notification_may_unsubscribe()
    {
        _manager.Subscribe("a", new Listener());
        _manager.Subscribe("b", new Listener());
        _manager.Notify(_ => _manager.Unsubscribe("b"));
        Assert.Equal(["a"], _manager.Observers.Keys);
    }
}
