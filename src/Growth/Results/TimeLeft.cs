namespace PgGanLab.Growth.Results;

/// <summary>Estimates how long training still takes from the rates seen so far.</summary>
public static class TimeLeft
{
    /// <summary>Seconds of training, time spent waiting for workers not counted; null while no rate is known.</summary>
    /// <param name="left">What is left: real images by resolution in pixels.</param>
    /// <param name="imagesPerSecond">Rates seen: resolution in pixels to images per second, greater than
    /// 0. A resolution without one is taken from the nearest that has one, as if time grew with the
    /// number of pixels.</param>
    public static double? Seconds(
        IEnumerable<(int Resolution, long Images)> left, IReadOnlyDictionary<int, double> imagesPerSecond)
    {
        if (imagesPerSecond.Count == 0)
            return null;
        return left.Sum(part => part.Images / Rate(part.Resolution, imagesPerSecond));
    }

    private static double Rate(int resolution, IReadOnlyDictionary<int, double> known)
    {
        var nearest = known.Keys.OrderBy(r => Math.Abs(int.Log2(r) - int.Log2(resolution))).ThenByDescending(r => r)
            .First();
        return known[nearest] * nearest * nearest / ((double)resolution * resolution);
    }
}
