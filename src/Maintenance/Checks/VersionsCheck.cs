using System.Runtime.InteropServices;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Versions of the lab and of .NET. Only a checkout needs an SDK; what was published runs without.</summary>
internal sealed class VersionsCheck() : Check("versions")
{
    private const string Wanted = "10.";

    protected override async Task<IReadOnlyList<Finding>> Look(LabUnderCheck lab, CancellationToken stop)
    {
        var version = typeof(VersionsCheck).Assembly.GetName().Version!.ToString(3);
        var text = $"PgGanLab {version} on {RuntimeInformation.FrameworkDescription}";
        var sdks = await Sdks(stop);
        return sdks.Length == 0 ? [Ok($"{text}, without an SDK: it can't be built here")]
            : sdks.Any(sdk => sdk.StartsWith(Wanted, StringComparison.Ordinal)) ? [Ok($"{text}, SDK {sdks[^1]}")]
            : [Warn($"{text}, SDK {sdks[^1]}", "install dotnet-sdk-10.0: ./lab can't build with this one")];
    }

    private static async Task<string[]> Sdks(CancellationToken stop)
    {
        var listed = await Command.Run(DotnetProgram.Path, ["--list-sdks"], TimeSpan.FromSeconds(20), stop);
        return [.. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
    }
}
