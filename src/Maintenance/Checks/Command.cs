using System.ComponentModel;
using System.Diagnostics;

namespace PgGanLab.Maintenance.Checks;

/// <summary>Runs a program to its end, and not longer than it may take.</summary>
internal static class Command
{
    /// <param name="Code">Exit code; 128 and a signal's number where one ended it.</param>
    /// <param name="Output">Standard output.</param>
    /// <param name="Error">Standard error.</param>
    internal sealed record Result(int Code, string Output, string Error);

    /// <exception cref="TimeoutException">It took too long, and was killed.</exception>
    public static async Task<Result> Run(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken stop)
    {
        using var process = Start(program, arguments);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(limit);
        try
        {
            var error = process.StandardError.ReadToEndAsync(end.Token);
            var output = await process.StandardOutput.ReadToEndAsync(end.Token);
            await process.WaitForExitAsync(end.Token);
            return new Result(process.ExitCode, output.Trim(), (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            throw new TimeoutException($"it did not end within {limit.TotalSeconds:0} s");
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} can't be started: {e.Message}", e);
        }
    }
}

/// <summary>The program that runs .NET programs.</summary>
internal static class DotnetProgram
{
    /// <summary>The one that runs this process; one that was started by its own name takes <c>dotnet</c>.</summary>
    public static string Path =>
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : "dotnet";
}
