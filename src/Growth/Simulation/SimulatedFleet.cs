using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Rates;

namespace PgGanLab.Growth.Simulation;

/// <summary>The devices of a simulated lab: kinds, and how many there are of each.</summary>
public sealed partial record SimulatedFleet(ImmutableArray<DeviceCount> Kinds)
{
    /// <summary>Most devices that are simulated.</summary>
    public const int MostDevices = 100_000;

    /// <summary>Most experiments of a sweep that is simulated.</summary>
    public const int MostExperiments = 1_000_000;

    public int Count => Kinds.Sum(k => k.Count);

    /// <summary>Reads <c>8xA100,64xV100:32</c>: count, kind and, where it is not the kind's own, memory in GB.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rates">Kinds that were measured are known by a part of their names.</param>
    /// <exception cref="InvalidInputException">One sentence on the first thing that is wrong.</exception>
    public static SimulatedFleet Read(string text, IReadOnlyCollection<MeasuredRate> rates)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var fleet = new SimulatedFleet([.. parts.Select(part => Kind(part, rates))]);
        return fleet.Count switch
        {
            0 => throw new InvalidInputException("A lab without workers trains nothing; name some, such as 8xA100."),
            > MostDevices => throw new InvalidInputException(
                $"{Readable.Count(fleet.Count)} workers are more than can be simulated; {MostDevices} are the most."),
            _ => fleet,
        };
    }

    private static DeviceCount Kind(string part, IReadOnlyCollection<MeasuredRate> rates)
    {
        var match = Part().Match(part);
        if (!match.Success || !int.TryParse(
                match.Groups["count"] is { Success: true } c ? c.Value : "1", CultureInfo.InvariantCulture, out var count)
            || count > MostDevices)
            throw new InvalidInputException(
                $"'{InputText.Shown(part)}' names no workers; write count, kind and memory in GB, such as 8xA100 or "
                + "64xV100:32.");
        var name = match.Groups["kind"].Value;
        var device = Named(name, rates);
        return new DeviceCount(
            match.Groups["memory"] is { Success: true } gigabytes
                ? device with { MemoryBytes = long.Parse(gigabytes.Value, CultureInfo.InvariantCulture) * 1_000_000_000 }
                : device,
            count);
    }

    private static DeviceModel Named(string name, IReadOnlyCollection<MeasuredRate> rates)
    {
        var measured = rates.Select(r => r.Device).Distinct().Order(StringComparer.Ordinal)
            .FirstOrDefault(kind => kind.Contains(name, StringComparison.OrdinalIgnoreCase));
        var known = DeviceModel.Named(name);
        return (known, measured) switch
        {
            (null, null) => throw new InvalidInputException(
                $"Unknown kind of worker '{InputText.Shown(name)}'; it must be one of "
                + $"{string.Join(", ", DeviceModel.Names)}, or one whose rates are given"
                + $"{NearestName.Question(name, DeviceModel.Names)}"),
            (null, _) => DeviceModel.Unknown(measured),
            (_, null) => known,
            _ => known with { Kind = measured },
        };
    }

    [GeneratedRegex("^((?<count>[1-9][0-9]{0,5})x)?(?<kind>[A-Za-z][A-Za-z0-9 ()@./_-]*)(:(?<memory>[1-9][0-9]{0,3}))?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
