using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>Threads and devices of the process.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial int ts_get_num_threads();

    [LibraryImport(Library)]
    public static partial int ts_set_num_threads(int threads);

    [LibraryImport(Library)]
    public static partial int ts_get_num_interop_threads();

    [LibraryImport(Library)]
    public static partial int ts_set_num_interop_threads(int threads);

    [LibraryImport(Library)]
    public static partial int ts_cuda_device_count();

    [LibraryImport(Library)]
    public static partial int ts_manual_seed(ulong seed);
}
