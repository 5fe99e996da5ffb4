using System.Diagnostics;

namespace PgGanLab.Model.Tests.Checkpoints;

/// <summary>A file system of a few kilobytes; the test is skipped where none can be mounted.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public static SmallDisk Mount(int kilobytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a small disk.");
        var disk = new SmallDisk();
        var exit = Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", disk.Path);
        if (exit != 0)
            disk.folder.Dispose();
        Assert.SkipUnless(exit == 0, $"mount ended with code {exit}: no small disk can be had here.");
        return disk;
    }

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", Path));
        folder.Dispose();
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
