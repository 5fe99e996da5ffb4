using System.CommandLine;
using System.Text.RegularExpressions;
using PgGanLab.Growth;
using PgGanLab.Model.Numbers;
using PgGanLab.Tools.Sources;
using TorchSharp;

namespace PgGanLab.Tools.Verbs;

/// <summary>Where a verb computes and where it looks for datasets: options that many verbs share.</summary>
internal sealed partial class ComputeOptions
{
    private readonly Option<string> device = new("--device")
    {
        Description =
            "Where generators draw and networks compute: cpu (default) or cuda:0, cuda:1, …; "
            + "SWD is always measured on the CPU.",
        DefaultValueFactory = _ => "cpu"
    };
    private readonly Option<int?> threads =
        new("--threads") { Description = "CPU threads; without it as many as the machine has cores." };
    private readonly Option<string> data = new("--data")
    {
        Description = "The lab's data directory, where datasets are found by name (default ./data).",
        DefaultValueFactory = _ => "./data",
        HelpName = "DIR"
    };

    private readonly Option<string?> store = new("--store")
    {
        Description = "The store directory, where a lab keeps it outside its data directory.",
        HelpName = "DIR"
    };

    public void AddTo(Command command)
    {
        command.Options.Add(device);
        command.Options.Add(threads);
        command.Options.Add(data);
        command.Options.Add(store);
    }

    /// <summary>The lab's store.</summary>
    public LabData Data(ParseResult arguments) =>
        new(arguments.GetValue(store) ?? Path.Combine(arguments.GetRequiredValue(data), "store"));

    /// <summary>The device; also sets the number of threads.</summary>
    /// <exception cref="InvalidInputException">No device, one that this host does not have, or no
    /// number of threads.</exception>
    public torch.Device Device(ParseResult arguments)
    {
        var count = arguments.GetValue(threads) ?? Environment.ProcessorCount;
        if (count < 1)
            throw new InvalidInputException($"--threads is {count}; it must be at least 1.");
        TorchThreads.Set(count);
        return Device(arguments.GetRequiredValue(device));
    }

    /// <summary>The device of a name.</summary>
    /// <exception cref="InvalidInputException">No device, or one that this host does not have.</exception>
    public static torch.Device Device(string name)
    {
        if (!DevicePattern().IsMatch(name))
            throw new InvalidInputException($"'{name}' is no device; devices are cpu and cuda:0, cuda:1, ….");
        try
        {
            return torch.device(name);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidInputException($"This host has no {name}; --device cpu is always there.", e);
        }
    }

    [GeneratedRegex("^(cpu|cuda:[0-9]{1,2})$")]
    private static partial Regex DevicePattern();
}
