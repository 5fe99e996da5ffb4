namespace PgGanLab.Growth.Packing;

/// <summary>
/// How many phases of one load a device should train at once: one more as long as that has made it train more images a
/// second, fewer when it has not.
/// </summary>
public static class PackingRules
{
    /// <summary>Most phases that a device can be allowed.</summary>
    public const int MostLanes = 16;

    /// <summary>By how much one more phase must have been faster than without it to be taken in again.</summary>
    public const double GainToAdd = 1.05;

    /// <summary>By how much it must be faster to stay: noise sends no phase to and fro.</summary>
    public const double GainToStay = 1.02;

    /// <summary>
    /// Begins with one, and takes one more where that was never measured, or gained; where it gained nothing it is
    /// tried again after a while (<see cref="LaneRate.IsOldAt"/>). Where fewer are trained anyway, because one has
    /// ended, what so many reach is measured again before one more is taken, if that was long ago.
    /// </summary>
    /// <param name="measured">What was measured of the load on the device, each number of phases once.</param>
    /// <param name="now">The time.</param>
    /// <param name="training">How many it trains.</param>
    /// <param name="before">What was decided last.</param>
    /// <param name="most">Most that are allowed.</param>
    /// <returns>1 to <paramref name="most"/>.</returns>
    public static int Lanes(IEnumerable<LaneRate> measured, DateTimeOffset now, int training, int before, int most)
    {
        var known = measured.Where(rate => rate.IsMeasured).ToDictionary(rate => rate.Lanes);
        var lanes = 1;
        while (lanes < most && known.TryGetValue(lanes, out var here))
        {
            if (lanes == training && here.IsOldAt(now))
                return lanes;
            if (!known.TryGetValue(lanes + 1, out var more))
                return lanes + 1;
            var gain = lanes < before ? GainToStay : GainToAdd;
            if (more.ImagesPerSecond < gain * here.ImagesPerSecond)
                return more.IsOldAt(now) ? lanes + 1 : lanes;
            lanes++;
        }
        return lanes;
    }
}
