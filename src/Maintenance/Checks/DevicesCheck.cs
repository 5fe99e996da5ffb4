using System.Globalization;
using System.Reflection;
using System.Text.Json;
using PgGanLab.Grains;
using PgGanLab.Growth;

namespace PgGanLab.Maintenance.Checks;

/// <summary>
/// Whether libtorch loads and every device trains. Both happen in processes of their own: a library that does not fit
/// the machine ends its process.
/// </summary>
internal sealed class DevicesCheck() : Check("libtorch")
{
    /// <summary>How long the code of a GPU may take to load.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected override string Mend =>
        "./lab setup builds it again; where that does not help, is this machine an x64 Linux with glibc 2.31 or newer?";

    protected override async Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var torch = await Ask<TorchFacts>(["devices", lab.Devices], stop);
        var findings = new List<Finding> { Torch(torch) };
        foreach (var device in lab.Seconds > 0 ? torch.Devices : [])
            findings.Add(await Train(device, lab.Seconds, stop));
        return findings;
    }

    private Finding Torch(TorchFacts torch)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{torch.Version} loads in {torch.LoadSeconds:0.0} s");
        return torch.HasDriver && !torch.HasCuda
            ? Warn($"{text}; there are NVIDIA GPUs, and this build computes on the CPU alone",
                "build with -p:TorchRuntime=cuda-linux")
            : Ok(text);
    }

    private static async Task<Finding> Train(DeviceFacts device, double seconds, CancellationToken stop)
    {
        try
        {
            var trained = await Ask<TrainingFacts>(
                ["train", device.Name, seconds.ToString(CultureInfo.InvariantCulture)], stop);
            var text = string.Create(CultureInfo.InvariantCulture,
                $"{device.Description}: {trained.ImagesPerSecond:#,0} images/s at 16x16 over {trained.Seconds:0.0} s");
            return trained.SameBytes
                ? Finding.Ok(device.Name, $"{text}, the same bytes twice")
                : Finding.Warn(device.Name, $"{text}, and not the same bytes twice",
                    "a phase that is resumed on it differs from one that is not: is its memory sound, its driver new?");
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            return Finding.Fail(device.Name, $"it does not train: {Readable.Clause(e.Message)}",
                "leave it out with --Lab:Devices, or mend its driver");
        }
    }

    /// <summary>Has this program, as another process, look at something.</summary>
    /// <exception cref="InvalidOperationException">It could not; the message says why.</exception>
    private static async Task<T> Ask<T>(IEnumerable<string> what, CancellationToken stop)
    {
        var program = Path.ChangeExtension(Assembly.GetExecutingAssembly().Location, ".dll");
        var said = await Command.Run(DotnetProgram.Path, [program, DeviceProbe.Verb, .. what], Patience, stop);
        return said.Code == 0
            ? JsonSerializer.Deserialize<T>(said.Output, LabJson.Options)!
            : throw new InvalidOperationException(said.Error.Split('\n', 2)[0] is { Length: > 0 } sentence
                ? sentence
                : $"its process ended with code {said.Code}");
    }
}
