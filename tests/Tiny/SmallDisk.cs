using System.Diagnostics;

namespace PgGanLab.Tests.Tiny;

/// <summary>A file system of a few megabytes in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    /// <summary>Why a test is skipped where none can be mounted.</summary>
    public const string NeedsRoot = "A small tmpfs can't be mounted: that needs root.";

    private readonly int megabytes;

    private SmallDisk(int megabytes) => this.megabytes = megabytes;

    public string Path { get; } = Directory.CreateTempSubdirectory("pgganlab-disk-").FullName;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts one; null where this user may not.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var disk = new SmallDisk(megabytes);
        if (Environment.UserName == "root"
            && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path) == 0)
            return disk;
        Directory.Delete(disk.Path);
        return null;
    }

    /// <summary>Takes all room.</summary>
    public void Fill()
    {
        var block = new byte[4096];
        try
        {
            using var ballast = new FileStream(
                Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (var i = 0; i < megabytes * 256; i++)
                ballast.Write(block);
        }
        catch (IOException e)
        {
            Assert.Contains("No space left", e.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Ballast);

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", "-l", Path));
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
