using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>New tensors.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_empty(ReadOnlySpan<long> sizes, long n, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_empty_strided(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long n, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_zeros(ReadOnlySpan<long> sizes, long n, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_ones(ReadOnlySpan<long> sizes, long n, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_full(ReadOnlySpan<long> sizes, long n, Number value, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_arange(Number start, Number stop, Number step, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_linspace(double start, double end, long steps, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_logspace(double start, double end, long steps, double @base, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_eye(long rows, long columns, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_empty_like(Tensor self, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_zeros_like(Tensor self, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_ones_like(Tensor self, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_full_like(Tensor self, Number value, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_from_data(void* data, int dtype, ReadOnlySpan<long> sizes, long n, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_from_blob(
        void* data, delegate* unmanaged<nint, void> release, nint context, int dtype, ReadOnlySpan<long> sizes, long n, int requiresGrad);
}
