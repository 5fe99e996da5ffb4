using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using PgGanLab.Growth.Workers;

namespace PgGanLab.Growth.Rates;

/// <summary>What is assumed of a kind of device until something was measured on it.</summary>
/// <param name="Kind">What tells it apart from others: a GPU's model, or a CPU's with its threads.</param>
/// <param name="FlopsPerSecond">Floating-point operations that training gets done in float32.</param>
/// <param name="StepSeconds">What a training step takes besides: starting its many small operations.</param>
public sealed partial record DeviceModel(string Kind, double FlopsPerSecond, double StepSeconds)
{
    /// <summary>Of a GPU's peak, what training a GAN in float32 is assumed to reach.</summary>
    private const double Efficiency = 0.3;

    /// <summary>
    /// What one thread reached with 32 px and 64 maps, and what a step took besides: docs/benchmarks.md, training step.
    /// </summary>
    private const double FlopsOfThread = 60e9, StepOnCpu = 0.03;

    private const double StepOnGpu = 0.03;

    /// <summary>Peak float32 TFLOP/s and memory in GB, as the makers' data sheets say.</summary>
    private static readonly ImmutableArray<(string Name, double Teraflops, double Gigabytes)> Gpus =
    [
        ("B200", 75, 180), ("H200", 67, 141), ("H100", 67, 80), ("L40S", 91, 48), ("L40", 90, 48), ("A100", 19.5, 40),
        ("A10G", 31, 24), ("A40", 37, 48), ("A10", 31, 24), ("V100", 15.7, 16), ("P100", 9.3, 16), ("L4", 30, 24),
        ("T4", 8.1, 16), ("5090", 105, 32), ("4090", 82, 24), ("3090", 35, 24), ("2080", 10, 8),
    ];

    /// <summary>Of a GPU that no table knows.</summary>
    private const double UnknownTeraflops = 10;

    /// <summary>Bytes of memory of this kind, where that is known.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Whether it is a GPU under CUDA.</summary>
    public bool IsCuda { get; init; }

    /// <summary>Of one of the lab's workers.</summary>
    public static DeviceModel Of(Worker worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        var isCuda = DeviceKind.IsCuda(worker.Device);
        return (isCuda ? Gpu(worker.Description) : Cpu(KindOf(worker), worker.Threads)) with
        {
            MemoryBytes = worker.MemoryBytes,
        };
    }

    /// <summary>A worker's kind: rates that one such worker reached hold for all of them.</summary>
    public static string KindOf(Worker worker) => DeviceKind.IsCuda(worker.Device)
        ? worker.Description
        : string.Create(CultureInfo.InvariantCulture,
            $"{worker.Description}, {Readable.Plural(worker.Threads, "thread")}");

    /// <summary>A kind by its name, such as <c>A100</c>, <c>NVIDIA H200</c>, <c>cpu</c>.</summary>
    /// <returns>Null for a name that no table knows.</returns>
    public static DeviceModel? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.StartsWith("cpu", StringComparison.OrdinalIgnoreCase))
            return Cpu(name, 1);
        return Known(name) is null ? null : Gpu(name);
    }

    /// <summary>A GPU of which nothing is known but its name.</summary>
    public static DeviceModel Unknown(string kind) => Gpu(kind);

    /// <summary>Names that the table knows.</summary>
    public static IEnumerable<string> Names => Gpus.Select(g => g.Name).Append("cpu");

    /// <summary>Seconds that an image takes as assumed.</summary>
    public double SecondsPerImage(TrainingLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        var speed = IsCuda && load.Precision != "float32" ? 2 * FlopsPerSecond : FlopsPerSecond;
        return StepSeconds / load.Minibatch + load.FlopsPerImage / speed;
    }

    private static DeviceModel Cpu(string kind, int threads) => new(kind, FlopsOfThread * threads, StepOnCpu);

    private static DeviceModel Gpu(string kind)
    {
        var known = Known(kind);
        var devices = Several().Match(kind) is { Success: true } several
            ? int.Parse(several.Groups[1].Value, CultureInfo.InvariantCulture)
            : 1;
        var teraflops = known?.Teraflops ?? UnknownTeraflops;
        return new DeviceModel(kind, devices * teraflops * 1e12 * Efficiency, StepOnGpu)
        {
            IsCuda = true,
            MemoryBytes = known is { } gpu ? (long)(gpu.Gigabytes * 1e9) : null,
        };
    }

    private static (double Teraflops, double Gigabytes)? Known(string name)
    {
        foreach (var (gpu, teraflops, gigabytes) in Gpus)
            if (name.Contains(gpu, StringComparison.OrdinalIgnoreCase))
                return (teraflops, gigabytes);
        return null;
    }

    /// <summary>Several devices that share minibatches: <c>2 x NVIDIA A100</c>.</summary>
    [GeneratedRegex("^([0-9]{1,3}) x ", RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}

/// <summary>A kind of device, and how many there are of it.</summary>
public sealed record DeviceCount(DeviceModel Device, int Count);
