using System.Collections.Immutable;
using System.Diagnostics;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Model.Training;

/// <summary>Collects what one tick reports.</summary>
internal sealed class TickMeter
{
    private readonly Stopwatch clock = new();
    private readonly SortedDictionary<string, double> sums = new(StringComparer.Ordinal);
    private TimeSpan earlier;
    private int iterations;
    private long images;

    /// <summary>Runs one iteration of training on the clock.</summary>
    /// <param name="iteration">Trains; gives D's last terms and G's.</param>
    /// <param name="shown">Real images that it shows.</param>
    public void Time(Func<(StepTerms D, StepTerms G)> iteration, long shown)
    {
        clock.Start();
        var (d, g) = iteration();
        clock.Stop();
        iterations++;
        images += shown;
        foreach (var (name, value) in d.Values.AddRange(g.Values))
            Add(name, value);
    }

    /// <summary>Time of training in all.</summary>
    public TimeSpan Trained => earlier + clock.Elapsed;

    /// <summary>Ends the tick and begins the next.</summary>
    public Tick Finish(long nimg, double alpha)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        var tick = new Tick
        {
            Nimg = nimg,
            Alpha = alpha,
            ImagesPerSecond = iterations == 0 ? 0 : images / seconds,
            Seconds = seconds,
            Values = sums.ToImmutableSortedDictionary(pair => pair.Key,
                pair => pair.Value / iterations, StringComparer.Ordinal),
        };
        earlier += clock.Elapsed;
        clock.Reset();
        sums.Clear();
        (iterations, images) = (0, 0);
        return tick;
    }

    private void Add(string name, double value) => sums[name] = sums.GetValueOrDefault(name) + value;
}
