using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Comparisons.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_eq(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_eq_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_ne(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_ne_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_lt(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_lt_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_le(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_le_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_gt(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_gt_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial Tensor ts_ge(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial Tensor ts_ge_scalar(Tensor self, Number other);

    [LibraryImport(Library)]
    public static partial long ts_equal(Tensor self, Tensor other);

    [LibraryImport(Library)]
    public static partial long ts_allclose(Tensor self, Tensor other, double rtol, double atol, int equalNan);

    [LibraryImport(Library)]
    public static partial Tensor ts_isclose(Tensor self, Tensor other, double rtol, double atol, int equalNan);
}
