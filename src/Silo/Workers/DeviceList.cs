using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth;
using TorchSharp;

namespace PgGanLab.Silo.Workers;

/// <summary>Which devices this host trains on.</summary>
public static partial class DeviceList
{
    /// <summary>Every GPU, or as many CPU trainers as fit beside each other where there is none; or what the options name.</summary>
    /// <param name="named">Devices with commas; empty for all.</param>
    /// <param name="threadsPerWorker">Threads of each CPU trainer.</param>
    /// <exception cref="InvalidInputException">A name that is no device, or a device that this host does not have.</exception>
    public static ImmutableArray<Device> Of(string named, int threadsPerWorker)
    {
        var gpus = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (!string.IsNullOrWhiteSpace(named))
            return Named(named, gpus);
        var trainers = Math.Max(1, Environment.ProcessorCount / threadsPerWorker);
        return gpus > 0
            ? [.. Enumerable.Range(0, gpus).Select(i => Describe("cuda", i))]
            : [.. Enumerable.Range(0, trainers).Select(i => Describe("cpu", i))];
    }

    private static ImmutableArray<Device> Named(string named, int gpus)
    {
        var devices = ImmutableArray.CreateBuilder<Device>();
        foreach (var name in named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = DevicePattern().Match(name);
            if (!match.Success)
                throw new InvalidInputException($"'{name}' is no device; devices are cpu:0, cpu:1, … and cuda:0, cuda:1, ….");
            var device = Describe(match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
            if (device.IsCuda && device.Index >= gpus)
                throw new InvalidInputException($"This host has no {name}: libtorch sees {gpus} GPUs.");
            if (devices.Contains(device))
                throw new InvalidInputException($"Device {name} stands twice in Lab:Devices; name it once.");
            devices.Add(device);
        }
        return devices.ToImmutable();
    }

    private static Device Describe(string kind, int index) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{kind}:{index}"), kind == "cpu" ? CpuModel() : GpuModel(index));

    private static string CpuModel() =>
        FirstValue("/proc/cpuinfo", "model name") ?? $"{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture} CPU";

    /// <summary>The NVIDIA driver lists its GPUs in the order of their bus addresses, which is PCI_BUS_ID order.</summary>
    private static string GpuModel(int index)
    {
        const string list = "/proc/driver/nvidia/gpus";
        var gpus = Directory.Exists(list) ? Directory.GetDirectories(list).Order(StringComparer.Ordinal).ToArray() : [];
        return (index < gpus.Length ? FirstValue(Path.Combine(gpus[index], "information"), "Model") : null) ?? "CUDA GPU";
    }

    private static string? FirstValue(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : null;

    [GeneratedRegex("^(cpu|cuda):([0-9]{1,3})$")]
    private static partial Regex DevicePattern();
}
