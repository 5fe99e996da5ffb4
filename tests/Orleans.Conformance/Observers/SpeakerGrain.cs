using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace PgGanLab.OrleansConformance.Observers;

public sealed class SpeakerGrain(ILogger<SpeakerGrain> logger, Journal journal) : Grain, ISpeakerGrain, IListener
{
    private readonly ObserverManager<IListener> _listeners = new(TimeSpan.FromMinutes(5), logger);

    public Task Subscribe(IListener listener)
    {
        _listeners.Subscribe(listener, listener);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IListener listener)
    {
        _listeners.Unsubscribe(listener);
        return Task.CompletedTask;
    }

    public Task<int> Say(int count)
    {
        for (var i = 0; i < count; i++) _listeners.Notify(listener => listener.Hear(i));
        return Task.FromResult(_listeners.Count);
    }

    public async Task<int> AskAll(int number)
    {
        await _listeners.Notify(async listener => await listener.Answer(number));
        return _listeners.Count;
    }

    public Task<int> Ask(IListener listener, int number) => listener.Answer(number);

    public async Task<List<int>> SayList(IListener listener, List<int> numbers)
    {
        await listener.HearLater(numbers);
        await listener.Answer(0);
        return numbers;
    }

    public Task ListenTo(ISpeakerGrain other) => other.Subscribe(this.AsReference<IListener>());

    public void Hear(int number) => journal.Add(this.GetPrimaryKeyString(), $"heard {number}");

    public Task<int> Answer(int number) => Task.FromResult(number);

    public Task HearLater(List<int> numbers) => Task.CompletedTask;
}
