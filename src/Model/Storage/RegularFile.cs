using System.Runtime.InteropServices;

namespace PgGanLab.Model.Storage;

/// <summary>
/// Tells files from what only looks like one: opening a named pipe waits for its writer for
/// ever, and a device has no end.
/// </summary>
internal static partial class RegularFile
{
    private const int WorkingFolder = -100;
    private const uint TypeOnly = 1;
    private const int ModeAt = 28;

    /// <inheritdoc cref="File.OpenRead"/>
    /// <exception cref="IOException">It can't be opened, or is no regular file.</exception>
    public static FileStream OpenRead(string path)
    {
        Check(path);
        return File.OpenRead(path);
    }

    /// <inheritdoc cref="File.ReadAllBytes"/>
    /// <exception cref="IOException">It can't be read, or is no regular file.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Check(path);
        return File.ReadAllBytes(path);
    }

    /// <summary>
    /// Passes where a path leads to a regular file, and where nothing is there, which opening it will say.
    /// </summary>
    /// <exception cref="IOException">It is a folder, a named pipe, a device or a socket.</exception>
    public static void Check(string path)
    {
        Span<byte> status = stackalloc byte[256];
        if (!OperatingSystem.IsLinux()
            || Status(WorkingFolder, path, 0, TypeOnly, ref MemoryMarshal.GetReference(status)) != 0)
            return;
        var kind = MemoryMarshal.Read<ushort>(status[ModeAt..]) & 0xF000;
        var name = kind switch
        {
            0x1000 => "named pipe",
            0x2000 or 0x6000 => "device",
            0x4000 => "folder",
            0xC000 => "socket",
            _ => null,
        };
        if (name is not null)
            throw new IOException($"'{path}' is a {name}, not a file.");
    }

    /// <summary>Source: linux/stat.h, <c>struct statx</c>: 256 bytes, alike on all processors.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);
}
