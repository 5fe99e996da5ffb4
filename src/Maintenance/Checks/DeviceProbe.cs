using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Growth;
using PgGanLab.Growth.Layers;
using PgGanLab.Model.Numbers;
using PgGanLab.Model.Training;
using PgGanLab.Silo.Workers;
using TorchSharp;

namespace PgGanLab.Maintenance.Checks;

/// <summary>What is done in a process of its own, because it may end in a crash: it prints one JSON object.</summary>
internal static class DeviceProbe
{
    /// <summary>In place of a verb.</summary>
    public const string Verb = "--probe";

    /// <summary>TorchSharp's own library, which needs libtorch's.</summary>
    private const string Bridge = "libLibTorchSharp.so";

    private const int Resolution = 16;
    private const int FeatureMaps = 32;
    private const int Minibatch = 16;
    private const int SameSteps = 3;

    /// <summary>Looks.</summary>
    /// <param name="what"><c>devices NAMES</c> or <c>train DEVICE SECONDS</c>.</param>
    /// <returns>An exit code; without success one sentence is on standard error.</returns>
    public static int Run(string[] what)
    {
        try
        {
            object facts = what switch
            {
                ["devices", var names] => Devices(names),
                ["train", var device, var seconds] =>
                    Train(device, double.Parse(seconds, CultureInfo.InvariantCulture)),
                _ => throw new InvalidInputException("devices NAMES, or train DEVICE SECONDS."),
            };
            Console.WriteLine(JsonSerializer.Serialize(facts, LabJson.Options));
            return 0;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(Innermost(e).Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static TorchFacts Devices(string names)
    {
        var clock = Stopwatch.StartNew();
        // The loader names the library that is missing; TorchSharp would search the whole machine first.
        NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, Bridge));
        using (torch.zeros(1)) { }
        var loaded = clock.Elapsed.TotalSeconds;
        return new TorchFacts(
            torch.__version__, loaded, Directory.Exists("/proc/driver/nvidia/gpus"),
            torch.cuda.is_available(),
            [.. DeviceList.Of(names, threadsPerWorker: Environment.ProcessorCount)
                .Select(device => new DeviceFacts(device.Name, device.Description))]);
    }

    private static TrainingFacts Train(string name, double seconds)
    {
        TorchThreads.Set(1);
        var device = DeviceList.Of(name, threadsPerWorker: 1)[0];
        var (first, second) = (Steps(device), Steps(device));
        using var steps = Begin(device);
        steps.Run(TimeSpan.FromSeconds(seconds / 5));
        var clock = Stopwatch.StartNew();
        var rate = steps.Run(TimeSpan.FromSeconds(seconds));
        return new TrainingFacts(rate, clock.Elapsed.TotalSeconds, first.AsSpan().SequenceEqual(second));
    }

    /// <summary>G's numbers after a few steps.</summary>
    private static float[] Steps(Device device)
    {
        using var steps = Begin(device);
        for (var i = 0; i < SameSteps; i++)
            steps.Iterate();
        return steps.GeneratorNumbers();
    }

    private static StepBenchmark Begin(Device device) => new(
        new NetworkShape(
            Resolution, FadesIn: false, [.. Enumerable.Repeat(FeatureMaps, int.Log2(Resolution))], Channels: 3,
            LatentSize: FeatureMaps, MinibatchStddevGroup: 4),
        Minibatch, alpha: 1, torch.device(device.TorchNames[0]));

    private static Exception Innermost(Exception failure) =>
        failure.InnerException is { } cause ? Innermost(cause) : failure;
}

/// <summary>What libtorch says.</summary>
/// <param name="Version">Its version.</param>
/// <param name="LoadSeconds">How long it took to load.</param>
/// <param name="HasDriver">Whether the machine has NVIDIA's driver.</param>
/// <param name="HasCuda">Whether libtorch computes on its GPUs.</param>
/// <param name="Devices">On what workers would train.</param>
internal sealed record TorchFacts(
    string Version, double LoadSeconds, bool HasDriver, bool HasCuda, ImmutableArray<DeviceFacts> Devices);

/// <summary>A device.</summary>
/// <param name="Name">Such as <c>cuda:0</c>.</param>
/// <param name="Description">What it is.</param>
internal sealed record DeviceFacts(string Name, string Description);

/// <summary>What a short training gave.</summary>
/// <param name="ImagesPerSecond">Real images a second.</param>
/// <param name="Seconds">How long it was.</param>
/// <param name="SameBytes">Whether three steps made twice from the same numbers gave the same.</param>
internal sealed record TrainingFacts(double ImagesPerSecond, double Seconds, bool SameBytes);
