using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Handles: life, shape and raw bytes.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial void ts_free(nint tensor);

    [LibraryImport(Library)]
    public static partial void ts_free_list(nint* list);

    [LibraryImport(Library)]
    public static partial Tensor ts_alias(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_ndim(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_numel(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_element_size(Tensor self);

    [LibraryImport(Library)]
    public static partial long ts_size(Tensor self, long dim);

    [LibraryImport(Library)]
    public static partial long ts_stride(Tensor self, long dim);

    [LibraryImport(Library)]
    public static partial int ts_sizes(Tensor self, long* sizes);

    [LibraryImport(Library)]
    public static partial int ts_strides(Tensor self, long* strides);

    [LibraryImport(Library)]
    public static partial long ts_storage_offset(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_dtype(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_device_type(Tensor self);

    [LibraryImport(Library)]
    public static partial long ts_device_ordinal(Tensor self);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial long ts_is_contiguous(Tensor self);

    [LibraryImport(Library)]
    public static partial long ts_is_sparse(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_data(Tensor self, void** data);
}
