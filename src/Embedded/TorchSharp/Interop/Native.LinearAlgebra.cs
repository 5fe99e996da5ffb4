using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Matrix products.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_matmul(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_mm(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_bmm(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_mv(Tensor self, Tensor vector);

    [LibraryImport(Library)]
    public static partial Tensor ts_dot(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_outer(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_addmm(Tensor self, Tensor first, Tensor second, float beta, float alpha);

    [LibraryImport(Library)]
    public static partial Tensor ts_baddbmm(Tensor self, Tensor first, Tensor second, float beta, float alpha);

    [LibraryImport(Library)]
    public static partial Tensor ts_einsum([MarshalAs(UnmanagedType.LPUTF8Str)] string equation, ReadOnlySpan<nint> list, long n);

    [LibraryImport(Library)]
    public static partial void ts_eigh(Tensor self, byte uplo, out Tensor values, out Tensor vectors);

    [LibraryImport(Library)]
    public static partial Tensor ts_eigvalsh(Tensor self, byte uplo);
}
