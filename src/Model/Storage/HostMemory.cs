using System.Runtime.InteropServices;

namespace PgGanLab.Model.Storage;

/// <summary>
/// Tells glibc's malloc to keep what a training step, or a measurement, frees for the next. By default each step hands
/// its activations back to the kernel and gets them anew, page by page: ten thousand page faults a step at 32x32, a
/// tenth of its time and more.
/// </summary>
internal static partial class HostMemory
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MapThreshold = -3;

    private static readonly Lock Gate = new();
    private static bool configured;

    /// <summary>Configures the process, once. Without glibc nothing happens.</summary>
    public static void KeepFreedMemory()
    {
        lock (Gate)
        {
            if (configured || !OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out _))
                return;
            configured = true;
            _ = MallOpt(MapThreshold, 32 << 20);                                // the most that glibc allows
            _ = MallOpt(TrimThreshold, 1 << 30);
            _ = MallOpt(TopPad, 64 << 20);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
