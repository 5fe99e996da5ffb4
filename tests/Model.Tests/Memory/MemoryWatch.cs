using System.Runtime.InteropServices;

namespace PgGanLab.Model.Tests.Memory;

/// <summary>The most memory that the calling thread's CPU tensors hold at once. Only the embedded engine's library can say.</summary>
public static partial class MemoryWatch
{
    /// <summary>Why a test is skipped where nothing can be measured.</summary>
    public const string NeedsEmbeddedEngine = "TorchSharp has no statistics of its allocator: only the embedded engine's library can watch it.";

    /// <summary>Whether there is anything to measure with.</summary>
    public static bool Available { get; } = NativeLibrary.TryLoad("TorchShim", typeof(MemoryWatch).Assembly, searchPath: null, out _);

    /// <summary>Bytes that the tensors of <paramref name="work"/> held at most, above what was held before.</summary>
    public static long Peak(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Assert.Equal(0, Begin());
        var peak = -1L;
        try
        {
            work();
        }
        finally
        {
            peak = End();
        }
        return peak;
    }

    [LibraryImport("TorchShim", EntryPoint = "ts_watch_memory")]
    private static partial int Begin();

    [LibraryImport("TorchShim", EntryPoint = "ts_watched_memory")]
    private static partial long End();
}
