using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Picking and writing elements.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_index(Tensor self, ReadOnlySpan<Place> index, long n);

    [LibraryImport(Library)]
    public static partial int ts_index_put_(Tensor self, ReadOnlySpan<Place> index, long n, Tensor value);

    [LibraryImport(Library)]
    public static partial int ts_index_put_scalar_(Tensor self, ReadOnlySpan<Place> index, long n, Number value);

    [LibraryImport(Library)]
    public static partial Tensor ts_select(Tensor self, long dim, long index);

    [LibraryImport(Library)]
    public static partial Tensor ts_narrow(Tensor self, long dim, long start, long length);

    [LibraryImport(Library)]
    public static partial Tensor ts_slice(Tensor self, long dim, long start, long end, long step);

    [LibraryImport(Library)]
    public static partial Tensor ts_index_select(Tensor self, long dim, Tensor index);

    [LibraryImport(Library)]
    public static partial Tensor ts_masked_select(Tensor self, Tensor mask);

    [LibraryImport(Library)]
    public static partial Tensor ts_masked_fill(Tensor self, Tensor mask, Number value);

    [LibraryImport(Library)]
    public static partial int ts_masked_fill_(Tensor self, Tensor mask, Number value);

    [LibraryImport(Library)]
    public static partial Tensor ts_gather(Tensor self, long dim, Tensor index);

    [LibraryImport(Library)]
    public static partial Tensor ts_scatter(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    public static partial int ts_scatter_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    public static partial Tensor ts_scatter_add(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    public static partial int ts_scatter_add_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    public static partial int ts_index_copy_(Tensor self, long dim, Tensor index, Tensor source);

    [LibraryImport(Library)]
    public static partial int ts_index_add_(Tensor self, long dim, Tensor index, Tensor source, Number alpha);

    [LibraryImport(Library)]
    public static partial Tensor ts_nonzero(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_where(Tensor condition, Tensor self, Tensor other);
}
