using System.Runtime.InteropServices;

namespace PgGanLab.Model.Storage;

/// <summary>Makes a rename durable: on Unix the folder itself must be flushed, which .NET has no call for.</summary>
internal static partial class DirectorySync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(directory, ReadOnly);
        if (descriptor < 0)
            throw Error("opened", directory);
        try
        {
            if (FSync(descriptor) != 0)
                throw Error("flushed", directory);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Error(string what, string directory) =>
        new($"Folder '{directory}' could not be {what}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
