using System.Collections.Concurrent;

namespace PgGanLab.Growth.Rates;

/// <summary>How fast kinds of devices trained what, as measured or given.</summary>
/// <param name="Device">The kind of device (<see cref="DeviceModel.Kind"/>).</param>
/// <param name="Resolution">Pixels.</param>
/// <param name="SecondsPerKimg">Seconds of training for a thousand real images.</param>
public sealed record MeasuredRate(string Device, int Resolution, double SecondsPerKimg)
{
    /// <summary>Images of a step; null: of any.</summary>
    public int? Minibatch { get; init; }

    /// <summary>See <see cref="TrainingLoad.Precision"/>; null: of any.</summary>
    public string? Precision { get; init; }

    /// <summary>See <see cref="TrainingLoad.FlopsPerImage"/>; null: of any networks.</summary>
    public long? FlopsPerImage { get; init; }

    /// <summary>Whether it is of just this load.</summary>
    public bool IsOf(TrainingLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        return Resolution == load.Resolution && (Minibatch ?? load.Minibatch) == load.Minibatch
            && (Precision ?? load.Precision) == load.Precision
            && (FlopsPerImage ?? load.FlopsPerImage) == load.FlopsPerImage;
    }

    /// <summary>The load that it was measured of; what is not given is as in <paramref name="other"/>, with networks
    /// whose work grows with the pixels.</summary>
    public TrainingLoad LoadLike(TrainingLoad other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var pixels = (double)Resolution * Resolution / ((double)other.Resolution * other.Resolution);
        return new TrainingLoad(Resolution, Minibatch ?? other.Minibatch, Precision ?? other.Precision,
            FlopsPerImage ?? (long)(other.FlopsPerImage * pixels));
    }
}

/// <summary>How long an image takes, and what that is known from.</summary>
public readonly record struct Pace(double SecondsPerImage, PaceSource Source);

/// <summary>What a pace is known from; the later, the less sure.</summary>
public enum PaceSource
{
    /// <summary>The same load was measured on the same kind of device.</summary>
    Measured,

    /// <summary>Another load was measured on the same kind of device.</summary>
    Scaled,

    /// <summary>Nothing was measured on this kind of device.</summary>
    Assumed,
}

/// <summary>How far off a time may be that was reckoned with a pace.</summary>
public static class PaceDoubt
{
    /// <summary>The true time lies between the reckoned one divided by this and multiplied by it.</summary>
    public static double Factor(PaceSource source) => source switch
    {
        PaceSource.Measured => 1,
        PaceSource.Scaled => 1.5,
        _ => 3,
    };
}

/// <summary>
/// The paces of all loads on all kinds of devices: measured ones where there are, the nearest measured one scaled by
/// what the device's model says of both loads, or the model alone.
/// </summary>
/// <param name="measured">What was measured; of equal ones the last counts.</param>
public sealed class TrainingRates(params IEnumerable<MeasuredRate> measured)
{
    private readonly ILookup<string, MeasuredRate> byDevice =
        measured.Reverse().ToLookup(rate => rate.Device, StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<(string Device, TrainingLoad Load), Pace> known = [];

    /// <summary>Whether anything is known of a kind of device.</summary>
    public bool Knows(string device) => byDevice.Contains(device);

    /// <summary>How long an image takes on a device.</summary>
    public Pace Of(TrainingLoad load, DeviceModel device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!known.TryGetValue((device.Kind, load), out var pace))
            known[(device.Kind, load)] = pace = Find(load, device);
        return pace;
    }

    /// <summary>
    /// How long an image takes on average over some devices; the least sure of them says how sure that is.
    /// </summary>
    /// <param name="load">What is trained.</param>
    /// <param name="devices">Kinds of devices and how many there are; without any, one thread of a CPU.</param>
    public Pace Mean(TrainingLoad load, IReadOnlyCollection<DeviceCount> devices)
    {
        ArgumentNullException.ThrowIfNull(devices);
        if (devices.Count == 0)
            return Of(load, DeviceModel.Named("cpu")!);
        var paces = devices.Select(d => (Pace: Of(load, d.Device), d.Count)).ToArray();
        return new Pace(paces.Sum(p => p.Pace.SecondsPerImage * p.Count) / paces.Sum(p => p.Count),
            paces.Max(p => p.Pace.Source));
    }

    private Pace Find(TrainingLoad load, DeviceModel device)
    {
        var rates = byDevice[device.Kind];
        if (rates.FirstOrDefault(rate => rate.IsOf(load)) is { } same)
            return new Pace(same.SecondsPerKimg / 1000, PaceSource.Measured);
        var assumed = device.SecondsPerImage(load);
        if (rates.MinBy(rate => Distance(rate, load, device)) is not { } nearest)
            return new Pace(assumed, PaceSource.Assumed);
        var there = device.SecondsPerImage(nearest.LoadLike(load));
        return new Pace(nearest.SecondsPerKimg / 1000 * assumed / there, PaceSource.Scaled);
    }

    /// <summary>Ratio of the seconds that are assumed of both; another precision lies further off.</summary>
    private static double Distance(MeasuredRate rate, TrainingLoad load, DeviceModel device) =>
        Math.Abs(Math.Log(device.SecondsPerImage(rate.LoadLike(load)) / device.SecondsPerImage(load)))
        + ((rate.Precision ?? load.Precision) == load.Precision ? 0 : 1);
}
