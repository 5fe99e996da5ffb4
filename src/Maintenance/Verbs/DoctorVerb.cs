using System.CommandLine;
using System.CommandLine.Parsing;
using PgGanLab.Growth;
using PgGanLab.Maintenance.Checks;
using PgGanLab.Terminal;

namespace PgGanLab.Maintenance.Verbs;

/// <summary><c>lab doctor</c>: looks at everything that a lab needs, on a machine where it may be broken.</summary>
internal sealed class DoctorVerb : DataVerb
{
    private const double MostSeconds = 10;

    private static readonly Check[] Checks =
    [
        new MachineCheck(), new VersionsCheck(), new DirectoriesCheck(), new DiskCheck(), new ClockCheck(),
        new PortCheck(), new RecordCheck(), new StoreCheck(), new RunningLabCheck(), new DevicesCheck(),
    ];

    private readonly Option<int> port = new("--port")
    {
        Description = "Where the lab is to listen.",
        DefaultValueFactory = _ => 5080,
        HelpName = "N",
    };

    private readonly Option<Uri?> server = new("--server")
    {
        Description = "A running lab to ask, where that is not the one of the data directory.",
        HelpName = "URL",
        CustomParser = Address,
    };

    private readonly Option<string> devices = new("--devices")
    {
        Description = "Devices to train on, such as cuda:0; all without it.",
        DefaultValueFactory = _ => "",
        HelpName = "NAMES",
    };

    private readonly Option<double> seconds = new("--seconds")
    {
        Description = "Training on each device, 0 to 10; 0 leaves it out.",
        DefaultValueFactory = _ => 3,
        HelpName = "S",
    };

    public DoctorVerb() : base("doctor", "Look at all that a lab needs on this machine, and say how to mend it.")
    {
        seconds.Validators.Add(result =>
        {
            if (result.GetValue(seconds) is not (>= 0 and <= MostSeconds))
                result.AddError($"--seconds is {result.GetValue(seconds)}; it must be 0 to {MostSeconds}.");
        });
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 1 or > ushort.MaxValue)
                result.AddError($"--port is {result.GetValue(port)}; a port is 1 to {ushort.MaxValue}.");
        });
        foreach (var option in (Option[])[port, server, devices, seconds])
            Options.Add(option);
    }

    protected override async Task<int> Run(ParseResult arguments, CancellationToken stop)
    {
        var lab = new LabUnderCheck(Directories(arguments), arguments.GetValue(port), arguments.GetValue(server),
            arguments.GetRequiredValue(devices), arguments.GetValue(seconds));
        var findings = new List<Finding>();
        foreach (var check in Checks)
            foreach (var finding in await check.Run(lab, stop))
            {
                findings.Add(finding);
                if (!WantsJson(arguments))
                    await arguments.InvocationConfiguration.Output.WriteLineAsync(Line(finding));
            }
        var failed = findings.Count(finding => finding.Verdict == Verdict.Fail);
        var warned = findings.Count(finding => finding.Verdict == Verdict.Warn);
        Print(arguments, new { healthy = failed == 0, findings },
            failed + warned == 0 ? $"All {findings.Count} are well."
                : $"{Readable.Plural(failed, "failure")}, {Readable.Plural(warned, "warning")}; "
                    + $"{findings.Count - failed - warned} are well.");
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Line(Finding finding)
    {
        var line = $"{finding.Verdict.ToString().ToLowerInvariant(),-5} {finding.Subject,-12} {finding.Text}";
        return finding.Mend is null ? line : $"{line}\n{"",-18} → {finding.Mend}";
    }

    private static Uri? Address(ArgumentResult result)
    {
        var value = result.Tokens[0].Value;
        if (Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
            return address;
        result.AddError($"'{InputText.Shown(value)}' is no address of a lab; it looks like http://localhost:5080.");
        return null;
    }
}
