using System.Collections.Immutable;

namespace PgGanLab.Growth.Results;

/// <summary>
/// Chooses which points of long curves are drawn. Source: Steinarsson 2013, "Downsampling time series for visual
/// representation" (largest triangle three buckets), for several curves over one x axis: a point's triangles are added
/// over the curves, each in units of that curve's range.
/// </summary>
public static class CurveThinning
{
    /// <summary>
    /// Indexes of the points to keep, rising, the first and the last among them; all when there are no more
    /// than <paramref name="most"/>.
    /// </summary>
    /// <param name="x">Rising.</param>
    /// <param name="curves">Each as long as <paramref name="x"/>; values that are not finite have no say.</param>
    /// <param name="most">At least 2.</param>
    public static ImmutableArray<int> Choose(
        IReadOnlyList<double> x, IReadOnlyList<IReadOnlyList<double>> curves, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        if (x.Count <= most)
            return [.. Enumerable.Range(0, x.Count)];
        var scaled = curves.Select(Scaled).ToArray();
        var chosen = ImmutableArray.CreateBuilder<int>(most);
        chosen.Add(0);
        for (var bucket = 0; bucket < most - 2; bucket++)
            chosen.Add(Largest(x, scaled, chosen[^1], Bucket(bucket), Bucket(bucket + 1)));
        chosen.Add(x.Count - 1);
        return chosen.ToImmutable();

        Range Bucket(int i) => i == most - 2 ? (x.Count - 1)..x.Count : Edge(i)..Edge(i + 1);
        int Edge(int i) => 1 + (int)((x.Count - 2) * (long)i / (most - 2));
    }

    /// <summary>
    /// The point of <paramref name="bucket"/> that makes the largest triangles with the point chosen before and
    /// the mean of the next bucket.
    /// </summary>
    private static int Largest(IReadOnlyList<double> x, double[][] curves, int before, Range bucket, Range next)
    {
        var nextX = Indexes(next).Average(i => x[i]);
        var nextY = curves.Select(curve => Indexes(next).Average(i => curve[i])).ToArray();
        return Indexes(bucket).MaxBy(i => curves.Select((curve, c) => Triangle(
            (x[before], curve[before]), (x[i], curve[i]), (nextX, nextY[c]))).Sum());
    }

    private static double Triangle((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        Math.Abs((a.X - c.X) * (b.Y - a.Y) - (a.X - b.X) * (c.Y - a.Y));

    private static IEnumerable<int> Indexes(Range range) =>
        Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value);

    /// <summary>
    /// The curve in units of its own range; what is not finite becomes the value before it, so
    /// that it draws no attention.
    /// </summary>
    private static double[] Scaled(IReadOnlyList<double> curve)
    {
        var finite = curve.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (least, range) = (finite.Min(), finite.Max() - finite.Min());
        var last = (finite[0] - least) / (range > 0 ? range : 1);
        return [.. curve.Select(y => last = double.IsFinite(y) ? (y - least) / (range > 0 ? range : 1) : last)];
    }
}
