using System.ComponentModel;
using System.Diagnostics;

namespace PgGanLab.Cli.Output;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    private static readonly string[] Displays = ["DISPLAY", "WAYLAND_DISPLAY"];

    /// <summary>The program that opens addresses; null where there is none, or no display to show them on.</summary>
    /// <param name="environment">Value of a variable of the environment.</param>
    /// <param name="isMac">Whether this is macOS, where a display needs no variable.</param>
    public static string? Find(Func<string, string?> environment, bool isMac)
    {
        if (!isMac && Displays.All(d => string.IsNullOrEmpty(environment(d))))
            return null;
        var name = isMac ? "open" : "xdg-open";
        return (environment("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Starts it, and does not wait: some stay until the browser is closed.</summary>
    /// <returns>False where it can't be started.</returns>
    public static bool Open(string program, string address)
    {
        try
        {
            // The shell lets it go: what it says has no place among this verb's lines.
            using var shell = Process.Start(
                "/bin/sh", ["-c", "\"$0\" \"$1\" >/dev/null 2>&1 </dev/null &", program, address]);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
