using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>
/// The entry points of libTorchShim.so (native/shim.h says who owns what). A returned tensor that is missing becomes an
/// <see cref="ExternalException"/> in <see cref="TensorMarshaller"/>; a status goes through <see cref="Check(int)"/>.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "TorchShim";

    /// <exception cref="ExternalException">The native call that returned <paramref name="status"/> failed.</exception>
    public static void Check(int status)
    {
        if (status < 0)
            throw Failure();
    }

    /// <exception cref="ExternalException">The native call that returned <paramref name="value"/> failed.</exception>
    public static long Check(long value) => value < 0 ? throw Failure() : value;

    public static int Bit(bool value) => value ? 1 : 0;

    /// <summary>The exception for this thread's last failed call, with libtorch's message.</summary>
    public static ExternalException Failure() => new(Marshal.PtrToStringUTF8((nint)ts_error()));

    [LibraryImport(Library)]
    private static partial byte* ts_error();
}
