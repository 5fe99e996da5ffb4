using System.Collections.Concurrent;

namespace PgGanLab.Model.Imaging.Resampling;

/// <summary>How an image gets another size.</summary>
public enum ResampleFilter
{
    /// <summary>
    /// Every new pixel is the mean of the area that it covers, parts of pixels by their share: sharp
    /// enough and free of ringing.
    /// </summary>
    Area,

    /// <summary>Lanczos with three lobes, widened when shrinking: sharper, with slight ringing at hard edges.</summary>
    Lanczos,
}

/// <summary>
/// Along one axis: which old pixels make each new one, and with what weight. Weights of a new pixel sum to 1.
/// </summary>
internal sealed class ResampleWeights
{
    private const int Lobes = 3;

    /// <summary>More sizes than this in one dataset are computed anew each time.</summary>
    private const int MostKept = 1024;

    private static readonly ConcurrentDictionary<(int From, int To, ResampleFilter Filter), ResampleWeights> Kept = [];

    private readonly int[] first;
    private readonly float[] weights;

    private ResampleWeights(int from, int to, ResampleFilter filter)
    {
        var each = Enumerable.Range(0, to)
            .Select(i => filter == ResampleFilter.Area ? Area(from, to, i) : Lanczos(from, to, i)).ToArray();
        Taps = each.Max(e => e.Weights.Length);
        first = [.. each.Select(e => Math.Min(e.First, from - Taps))];
        weights = new float[to * Taps];
        for (var i = 0; i < to; i++)
            each[i].Weights.CopyTo(weights, i * Taps + each[i].First - first[i]);
    }

    /// <summary>Old pixels that make a new one; the weights of some may be 0.</summary>
    public int Taps { get; }

    /// <summary>The weights that take <paramref name="from"/> pixels to <paramref name="to"/>.</summary>
    public static ResampleWeights Of(int from, int to, ResampleFilter filter)
    {
        if (Kept.TryGetValue((from, to, filter), out var kept))
            return kept;
        var made = new ResampleWeights(from, to, filter);
        if (Kept.Count < MostKept)
            Kept.TryAdd((from, to, filter), made);
        return made;
    }

    /// <summary>The first old pixel of each new one, [to].</summary>
    public ReadOnlySpan<int> First => first;

    /// <summary>The weights of a new pixel's old ones, [Taps].</summary>
    public ReadOnlySpan<float> At(int index) => weights.AsSpan(index * Taps, Taps);

    /// <summary>The weights of all, [to,Taps].</summary>
    public ReadOnlySpan<float> All => weights;

    private static (int First, float[] Weights) Area(int from, int to, int index)
    {
        var (start, end) = ((double)index * from / to, (index + 1.0) * from / to);
        var low = (int)start;
        var high = Math.Min(from, (int)Math.Ceiling(end));
        var shares = new double[high - low];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = Math.Min(end, low + i + 1) - Math.Max(start, low + i);
        return (low, Normalised(shares));
    }

    /// <summary>
    /// As in Pillow: the kernel spans three new pixels to each side when shrinking, three old ones when enlarging.
    /// </summary>
    private static (int First, float[] Weights) Lanczos(int from, int to, int index)
    {
        var scale = (double)from / to;
        var stretch = Math.Max(1, scale);
        var (centre, support) = ((index + 0.5) * scale, Lobes * stretch);
        var low = Math.Max(0, (int)(centre - support + 0.5));
        var high = Math.Min(from, (int)(centre + support + 0.5));
        var values = new double[high - low];
        for (var i = 0; i < values.Length; i++)
            values[i] = Kernel((low + i + 0.5 - centre) / stretch);
        return (low, Normalised(values));
    }

    private static double Kernel(double x) => Math.Abs(x) < Lobes ? Sinc(x) * Sinc(x / Lobes) : 0;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    private static float[] Normalised(double[] values)
    {
        var sum = values.Sum();
        return [.. values.Select(v => (float)(v / sum))];
    }
}
