using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth;
using TorchSharp;

namespace PgGanLab.Silo.Workers;

/// <summary>Which devices this host trains on.</summary>
public static partial class DeviceList
{
    /// <summary>What a host without workers names: a lab host that only keeps the lab.</summary>
    private const string None = "none";

    /// <summary>
    /// Every GPU, or as many CPU trainers as fit beside each other where there is none; or what the options name.
    /// </summary>
    /// <param name="named">Workers with commas, each a device or several with plus signs (<c>cuda:0+cuda:1</c>); empty
    /// for one worker a device; <c>none</c> for no worker.</param>
    /// <param name="threadsPerWorker">Threads of each CPU trainer.</param>
    /// <param name="memory">Bytes that each trainer may use; null: what a GPU has, no limit on the CPU.</param>
    /// <exception cref="InvalidInputException">A name that is no device, or a device that this host
    /// does not have.</exception>
    public static ImmutableArray<Device> Of(string named, int threadsPerWorker, long? memory = null)
    {
        var devices = Found(named, threadsPerWorker);
        return memory is null ? devices : [.. devices.Select(d => d with { MemoryBytes = memory })];
    }

    private static ImmutableArray<Device> Found(string named, int threadsPerWorker)
    {
        if (named.Trim() == None)
            return [];
        // Without a driver there is no GPU; libtorch is not even loaded until something is trained.
        var gpus = CudaMemory.HasDriver && torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (!string.IsNullOrWhiteSpace(named))
            return Named(named, gpus);
        var trainers = Math.Max(1, Environment.ProcessorCount / threadsPerWorker);
        return gpus > 0
            ? [.. Enumerable.Range(0, gpus).Select(i => Describe("cuda", i))]
            : [.. Enumerable.Range(0, trainers).Select(i => Describe("cpu", i))];
    }

    private static ImmutableArray<Device> Named(string named, int gpus)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => Worker(name, gpus, taken))];
    }

    /// <summary>One device, or several of a kind with plus signs between them.</summary>
    private static Device Worker(string name, int gpus, HashSet<string> taken)
    {
        var parts = name.Split('+', StringSplitOptions.TrimEntries).Select(part => One(part, gpus, taken))
            .ToImmutableArray();
        return parts.Select(p => p.Name[..p.Name.IndexOf(':', StringComparison.Ordinal)]).Distinct().Count() == 1
            ? new Device(string.Join('+', parts.Select(p => p.Name)),
                parts.Length == 1 ? parts[0].Description : $"{parts.Length} x {parts[0].Description}")
            {
                MemoryBytes = parts.Min(p => p.MemoryBytes),
            }
            : throw new InvalidInputException(
                $"'{name}' mixes kinds of devices; those that share a minibatch are all cpu or all cuda.");
    }

    private static Device One(string name, int gpus, HashSet<string> taken)
    {
        var match = DevicePattern().Match(name);
        if (!match.Success)
            throw new InvalidInputException(
                $"'{name}' is no device; devices are cpu:0, cpu:1, … and cuda:0, cuda:1, ….");
        var (kind, index) = (match.Groups[1].Value, int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        if (kind == "cuda" && index >= gpus)
            throw new InvalidInputException($"This host has no {name}: libtorch sees {gpus} GPUs.");
        var device = Describe(kind, index);
        return taken.Add(device.Name)
            ? device
            : throw new InvalidInputException($"Device {name} stands twice in Lab:Devices; name it once.");
    }

    private static Device Describe(string kind, int index) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{kind}:{index}"),
            kind == "cpu" ? CpuModel() : GpuModel(index))
        {
            MemoryBytes = kind == "cpu" ? null : CudaMemory.OfTrainer(index),
        };

    private static string CpuModel()
    {
        var model = FirstValue("/proc/cpuinfo", "model name")
            ?? $"{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture} CPU";
        return $"{model}, {Bfloat16Of(FirstValue("/proc/cpuinfo", "flags") ?? "")}";
    }

    /// <summary>
    /// How a CPU computes in bfloat16. Without instructions for it, oneDNN converts every number and
    /// <c>lowPrecision: bfloat16</c> is slower than float32.
    /// </summary>
    /// <param name="flags">What the kernel says of the CPU, with spaces between.</param>
    internal static string Bfloat16Of(string flags)
    {
        var known = flags.Split(' ').ToHashSet(StringComparer.Ordinal);
        return known.Contains("amx_bf16") ? "fast bfloat16 (AMX)"
            : known.Contains("avx512_bf16") ? "fast bfloat16 (AVX-512)"
            : "slow bfloat16";
    }

    /// <summary>
    /// The NVIDIA driver lists its GPUs in the order of their bus addresses, which is PCI_BUS_ID order.
    /// </summary>
    private static string GpuModel(int index)
    {
        const string list = "/proc/driver/nvidia/gpus";
        var gpus = Directory.Exists(list) ? Directory.GetDirectories(list).Order(StringComparer.Ordinal).ToArray() : [];
        return (index < gpus.Length ? FirstValue(Path.Combine(gpus[index], "information"), "Model") : null)
            ?? "CUDA GPU";
    }

    private static string? FirstValue(string file, string name) =>
        File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[^1]
                .Trim()
            : null;

    [GeneratedRegex("^(cpu|cuda):([0-9]{1,3})$")]
    private static partial Regex DevicePattern();
}

/// <summary>What one worker of this host computes on: a device, or several that share each minibatch.</summary>
/// <param name="Name"><c>cpu:0</c>, <c>cuda:1</c>, <c>cuda:0+cuda:1</c>. Several cpu devices are several trainers
/// beside each other, not several processors.</param>
/// <param name="Description">What it is, for people: the model name of the CPU or GPU.</param>
public sealed record Device(string Name, string Description)
{
    /// <summary>
    /// Bytes that a trainer's tensors may take on it, on the smallest where it is several; null: no limit is known.
    /// </summary>
    public long? MemoryBytes { get; init; }

    /// <summary>TorchSharp's names of the devices; every CPU trainer runs on <c>cpu</c>.</summary>
    public ImmutableArray<string> TorchNames =>
        [.. Name.Split('+').Select(part => part.StartsWith("cuda:", StringComparison.Ordinal) ? part : "cpu")];
}
