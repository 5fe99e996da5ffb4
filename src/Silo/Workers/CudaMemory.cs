using System.Runtime.InteropServices;

namespace PgGanLab.Silo.Workers;

/// <summary>
/// How much memory a GPU has: the CUDA driver says so (TorchSharp has no such call), and counts GPUs as libtorch does.
/// </summary>
internal static partial class CudaMemory
{
    private const string Driver = "libcuda.so.1";

    /// <summary>What the CUDA context and the kernels' own workspaces take of each GPU, in bytes.</summary>
    private const long Context = 800_000_000;

    /// <summary>
    /// Share of the rest that tensors may take: libtorch's caching allocator cannot fill every gap,
    /// and estimates are not exact.
    /// </summary>
    private const double Usable = 0.85;

    /// <summary>Whether this host has NVIDIA's driver.</summary>
    public static bool HasDriver => NativeLibrary.TryLoad(Driver, out _);

    /// <summary>Bytes that a trainer's tensors may take; null where the driver doesn't say.</summary>
    /// <param name="index">As in <c>cuda:0</c>.</param>
    public static long? OfTrainer(int index) =>
        Total(index) is { } total ? Math.Max(0, (long)((total - Context) * Usable)) : null;

    private static long? Total(int index)
    {
        if (!HasDriver || Initialize(0) != 0 || GetDevice(out var device, index) != 0
            || GetTotal(out var bytes, device) != 0)
            return null;
        return (long)bytes;
    }

    [LibraryImport(Driver, EntryPoint = "cuInit")]
    private static partial int Initialize(uint flags);

    [LibraryImport(Driver, EntryPoint = "cuDeviceGet")]
    private static partial int GetDevice(out int device, int ordinal);

    [LibraryImport(Driver, EntryPoint = "cuDeviceTotalMem_v2")]
    private static partial int GetTotal(out nuint bytes, int device);
}
