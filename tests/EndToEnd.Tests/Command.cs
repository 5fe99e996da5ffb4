using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PgGanLab.EndToEnd.Tests;

/// <summary>A process with its output, for tests that see the lab as its user does.</summary>
internal sealed partial class Command : IDisposable
{
    public const int Sigint = 2;

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private Command(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <param name="Code">Exit code.</param>
    /// <param name="Output">Standard output.</param>
    /// <param name="Error">Standard error.</param>
    internal sealed record Result(int Code, string Output, string Error);

    public static Command Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new Command(process);
    }

    public static async Task<Result> Run(string program, params string[] arguments)
    {
        using var command = Start(program, arguments);
        return await command.End(TimeSpan.FromSeconds(300));
    }

    public void Signal(int signal) => Assert.Equal(0, kill(process.Id, signal));

    /// <summary>Waits for the process's end; kills it, with what it started, when that takes too long.</summary>
    public async Task<Result> End(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{process.StartInfo.FileName} did not end within {limit.TotalSeconds} s; it printed:\n"
                + $"{await output}\n{await error}", e);
        }
        return new Result(process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
