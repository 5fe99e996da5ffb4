using System.Diagnostics;

namespace PgGanLab.Process.Tests.Lab;

/// <summary>A verb that looks after a lab from outside of its process, as a process of its own.</summary>
internal static class MaintenanceRun
{
    private static readonly string Program = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../Maintenance/release/PgGanLab.Maintenance.dll"));

    /// <param name="Code">Exit code.</param>
    /// <param name="Output">Standard output.</param>
    /// <param name="Error">Standard error.</param>
    internal sealed record Result(int Code, string Output, string Error);

    public static async Task<Result> Of(params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, output.Trim(), (await error).Trim());
    }
}
