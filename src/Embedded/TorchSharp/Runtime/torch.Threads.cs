using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads that one operation of the calling thread may use.</summary>
    public static int get_num_threads() => Native.ts_get_num_threads();

    /// <summary>Sets the threads of an operation, for the calling thread and for threads that call libtorch the first time after this.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Not a positive number.</exception>
    public static void set_num_threads(int num) => Native.Check(Native.ts_set_num_threads(num));

    public static int get_num_interop_threads() => Native.ts_get_num_interop_threads();

    /// <summary>Sets the threads between operations: once, before libtorch starts them.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Too late, or not a positive number.</exception>
    public static void set_num_interop_threads(int num) => Native.Check(Native.ts_set_num_interop_threads(num));
}
