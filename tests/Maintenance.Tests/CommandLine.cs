using System.CommandLine;

namespace PgGanLab.Maintenance.Tests;

/// <summary>Runs command lines in this process and keeps what they print.</summary>
internal static class CommandLine
{
    /// <param name="Code">Exit code.</param>
    /// <param name="Output">Standard output.</param>
    /// <param name="Error">Standard error.</param>
    internal sealed record Result(int Code, string Output, string Error);

    public static Task<Result> Run(params string[] arguments) => Run(arguments, CancellationToken.None);

    /// <summary>The same, until it is stopped as Ctrl-C does.</summary>
    public static async Task<Result> Run(string[] arguments, CancellationToken stop)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await MaintenanceCommand.Run(arguments,
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false },
            stop);
        return new Result(code, output.ToString().Trim(), error.ToString().Trim());
    }
}
