using System.Collections.Concurrent;

namespace PgGanLab.OrleansConformance.Observers;

/// <summary>Writes down what it hears.</summary>
public sealed class Listener : IListener
{
    private int _running;

    public ConcurrentQueue<int> Heard { get; } = new();

    public bool WasDisturbed { get; private set; }

    public void Hear(int number)
    {
        WasDisturbed |= Interlocked.Increment(ref _running) > 1;
        Heard.Enqueue(number);
        Interlocked.Decrement(ref _running);
    }

    public async Task<int> Answer(int number)
    {
        await Task.Yield();
        if (number < 0) throw new ArgumentException("negative");
        return number + 1;
    }

    public Task HearLater(List<int> numbers)
    {
        numbers.ForEach(Heard.Enqueue);
        numbers.Clear();
        return Task.CompletedTask;
    }
}
