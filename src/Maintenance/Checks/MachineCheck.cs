using System.Globalization;
using System.Runtime.InteropServices;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>What machine this is, and whether its memory has room for a trainer.</summary>
internal sealed class MachineCheck() : Check("machine")
{
    /// <summary>Bytes that a host and one small trainer take.</summary>
    private const long Needed = 1_000_000_000;

    protected override Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var memory = Memory();
        var text = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, "
            + $"{Readable.Plural(Environment.ProcessorCount, "core")}, "
            + $"{Readable.Bytes(memory["MemAvailable"])} of {Readable.Bytes(memory["MemTotal"])} memory free";
        return Found(memory["MemAvailable"] < Needed
            ? Warn(text, "the kernel kills what takes too much: end other programs, or train on fewer devices "
                + "(--Lab:Devices cpu:0)")
            : Ok(text));
    }

    /// <summary>What Linux says of the memory, in bytes.</summary>
    private static Dictionary<string, long> Memory() =>
        File.ReadLines("/proc/meminfo").Select(line => line.Split(':', 2)).ToDictionary(
            pair => pair[0],
            pair => 1024 * long.Parse(pair[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
}
