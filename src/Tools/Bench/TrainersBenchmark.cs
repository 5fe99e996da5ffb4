using System.Collections.Immutable;
using PgGanLab.Model.Training;

namespace PgGanLab.Tools.Bench;

/// <summary>
/// Times trainers that share a process, as the workers of a silo do: each has networks, a thread and a number
/// of CPU threads of its own.
/// </summary>
internal sealed class TrainersBenchmark : IDisposable
{
    private readonly ImmutableArray<StepBenchmark> trainers;
    private readonly ImmutableArray<MemberThread> threads;

    /// <param name="count">Trainers, from 1.</param>
    /// <param name="threadsEach">CPU threads of each.</param>
    /// <param name="trainer">Makes one.</param>
    public TrainersBenchmark(int count, int threadsEach, Func<StepBenchmark> trainer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        trainers = [.. Enumerable.Range(0, count).Select(_ => trainer())];
        threads = [.. Enumerable.Range(0, count).Select(i => new MemberThread($"trainer {i}", threadsEach))];
    }

    /// <summary>
    /// Has the first <paramref name="count"/> trainers work for a while, beginning together; the others rest.
    /// </summary>
    /// <returns>Images/s of all of them: the sum of their rates.</returns>
    public double Run(int count, TimeSpan duration)
    {
        using var start = new Barrier(count);
        using var timed = new CountdownEvent(count);
        var rates = new double[count];
        Task.WhenAll(Enumerable.Range(0, count).Select(i => threads[i].Start(() => rates[i] = Turn(trainers[i]))))
            .GetAwaiter().GetResult();
        return rates.Sum();

        double Turn(StepBenchmark trainer)
        {
            start.SignalAndWait();
            var rate = Time(trainer);
            while (!timed.IsSet)
                trainer.Iterate();  // whoever ends last is not left alone with the machine
            return rate;
        }

        double Time(StepBenchmark trainer)
        {
            try
            {
                return trainer.Run(duration);
            }
            finally
            {
                timed.Signal();
            }
        }
    }

    public void Dispose()
    {
        foreach (var thread in threads)
            thread.Dispose();
        foreach (var trainer in trainers)
            trainer.Dispose();
    }
}
