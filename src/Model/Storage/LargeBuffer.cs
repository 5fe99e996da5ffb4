using System.Runtime.InteropServices;

namespace PgGanLab.Model.Storage;

/// <summary>
/// Numbers that lie outside of the collector's memory, on pages of 2 MB where there are enough of them and the
/// system has such pages: filling new memory takes a page fault for each page, and 4 KB are few. Aligned to 64
/// bytes at least; not cleared.
/// </summary>
internal sealed unsafe partial class LargeBuffer : IDisposable
{
    private const nuint LargePage = 2 << 20;
    private const nuint Line = 64;
    private const int PreferLargePages = 14;                                    // MADV_HUGEPAGE

    private float* start;

    /// <param name="length">Numbers.</param>
    public LargeBuffer(int length)
    {
        Length = length;
        var bytes = (nuint)length * sizeof(float);
        start = (float*)NativeMemory.AlignedAlloc(
            (bytes + Line - 1) / Line * Line, bytes < LargePage ? Line : LargePage);
        var whole = bytes / LargePage * LargePage;  // what is left over would make a whole page resident
        if (whole > 0 && OperatingSystem.IsLinux())
            _ = Advise(start, whole, PreferLargePages);                   // where the system has none, small pages stay
    }

    ~LargeBuffer() => Free();

    /// <summary>Numbers.</summary>
    public int Length { get; }

    /// <summary>The numbers, valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">They were given back.</exception>
    public Span<float> Numbers
    {
        get
        {
            ObjectDisposedException.ThrowIf(start is null, this);
            return new Span<float>(start, Length);
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(start);
        start = null;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
