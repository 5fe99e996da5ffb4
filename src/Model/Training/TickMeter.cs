using System.Collections.Immutable;
using System.Diagnostics;
using PgGanLab.Growth.Phases;

namespace PgGanLab.Model.Training;

/// <summary>
/// The part of a tick that is behind a snapshot, so that a run that goes on from it reports the same means as one that
/// was never interrupted.
/// </summary>
/// <param name="From">Real images shown before it began; null where it began with the phase.</param>
/// <param name="Iterations">How many the sums are over.</param>
/// <param name="Sums">By the names of <see cref="Tick.Values"/>.</param>
public sealed record OpenTick(long? From, int Iterations, ImmutableSortedDictionary<string, double> Sums)
{
    /// <summary>Whether a run that reports at these points would be in the middle of this tick.</summary>
    /// <param name="points">Where it reports.</param>
    /// <param name="nimg">Real images shown so far.</param>
    /// <param name="step">Real images of one iteration.</param>
    internal bool Fits(Milestones points, long nimg, long step) => From is { } from
        ? points.Passed(from - step, from) && !points.Passed(from, nimg)
        : !points.Passed(points.Start, nimg);
}

/// <summary>Collects what one tick reports.</summary>
internal sealed class TickMeter
{
    private readonly Stopwatch clock = new();
    private readonly SortedDictionary<string, double> sums = new(StringComparer.Ordinal);
    private TimeSpan earlier;
    private long? from;
    private int iterations;
    private long imagesOnClock;

    /// <summary>Runs one iteration of training on the clock.</summary>
    /// <param name="iteration">Trains; gives D's last terms and G's.</param>
    /// <param name="shown">Real images that it shows.</param>
    public void Time(Func<(StepTerms D, StepTerms G)> iteration, long shown)
    {
        clock.Start();
        var (d, g) = iteration();
        clock.Stop();
        iterations++;
        imagesOnClock += shown;
        foreach (var (name, value) in d.Values.AddRange(g.Values))
            Add(name, value);
    }

    /// <summary>Time of training in all.</summary>
    public TimeSpan Trained => earlier + clock.Elapsed;

    /// <summary>What a snapshot keeps of the tick; null where it has just begun.</summary>
    public OpenTick? Open =>
        iterations == 0 ? null : new OpenTick(from, iterations, sums.ToImmutableSortedDictionary(sums.Comparer));

    /// <summary>
    /// Goes on with the tick that a snapshot was made in, whose time was an earlier run's; with a new one where there
    /// is none or ticks are reported at other points now.
    /// </summary>
    /// <param name="nimg">Real images of the snapshot.</param>
    /// <param name="open">What it has of its tick.</param>
    /// <param name="points">Where ticks are reported.</param>
    /// <param name="step">Real images of one iteration.</param>
    public void Resume(long nimg, OpenTick? open, Milestones points, long step)
    {
        if (open?.Fits(points, nimg, step) != true)
            open = new OpenTick(nimg, 0, ImmutableSortedDictionary<string, double>.Empty);
        (from, iterations) = (open.From, open.Iterations);
        foreach (var (name, value) in open.Sums)
            Add(name, value);
    }

    /// <summary>Ends the tick and begins the next.</summary>
    public Tick Finish(long nimg, double alpha)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        var tick = new Tick
        {
            Nimg = nimg,
            Alpha = alpha,
            ImagesPerSecond = imagesOnClock == 0 ? 0 : imagesOnClock / seconds,
            Seconds = seconds,
            Values = sums.ToImmutableSortedDictionary(pair => pair.Key,
                pair => pair.Value / iterations, StringComparer.Ordinal),
        };
        earlier += clock.Elapsed;
        clock.Reset();
        sums.Clear();
        (from, iterations, imagesOnClock) = (nimg, 0, 0);
        return tick;
    }

    private void Add(string name, double value) => sums[name] = sums.GetValueOrDefault(name) + value;
}
