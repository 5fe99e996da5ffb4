using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Views, copies of another shape, joining and splitting.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_reshape(Tensor self, ReadOnlySpan<long> shape, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_view(Tensor self, ReadOnlySpan<long> shape, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_flatten(Tensor self, long start, long end);

    [LibraryImport(Library)]
    public static partial Tensor ts_unflatten(Tensor self, long dim, ReadOnlySpan<long> sizes, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_squeeze(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_squeeze_dim(Tensor self, long dim);

    [LibraryImport(Library)]
    public static partial Tensor ts_unsqueeze(Tensor self, long dim);

    [LibraryImport(Library)]
    public static partial int ts_squeeze_(Tensor self);

    [LibraryImport(Library)]
    public static partial int ts_squeeze_dim_(Tensor self, long dim);

    [LibraryImport(Library)]
    public static partial int ts_unsqueeze_(Tensor self, long dim);

    [LibraryImport(Library)]
    public static partial Tensor ts_expand(Tensor self, ReadOnlySpan<long> sizes, long n, int @implicit);

    [LibraryImport(Library)]
    public static partial Tensor ts_repeat(Tensor self, ReadOnlySpan<long> repeats, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_tile(Tensor self, ReadOnlySpan<long> repeats, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_repeat_interleave(Tensor self, long repeats, long* dim, long* outputSize);

    [LibraryImport(Library)]
    public static partial Tensor ts_repeat_interleave_tensor(Tensor self, Tensor repeats, long* dim, long* outputSize);

    [LibraryImport(Library)]
    public static partial Tensor ts_permute(Tensor self, ReadOnlySpan<long> dims, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_transpose(Tensor self, long first, long second);

    [LibraryImport(Library)]
    public static partial Tensor ts_t(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_mT(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_movedim(Tensor self, ReadOnlySpan<long> source, long n, ReadOnlySpan<long> destination, long m);

    [LibraryImport(Library)]
    public static partial Tensor ts_flip(Tensor self, ReadOnlySpan<long> dims, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_roll(Tensor self, ReadOnlySpan<long> shifts, long n, ReadOnlySpan<long> dims, long m);

    [LibraryImport(Library)]
    public static partial Tensor ts_as_strided(Tensor self, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long n, long offset);

    [LibraryImport(Library)]
    public static partial Tensor ts_unfold(Tensor self, long dim, long size, long step);

    [LibraryImport(Library)]
    public static partial Tensor ts_tril(Tensor self, long diagonal);

    [LibraryImport(Library)]
    public static partial Tensor ts_triu(Tensor self, long diagonal);

    [LibraryImport(Library)]
    public static partial Tensor ts_diagonal(Tensor self, long offset, long dim1, long dim2);

    [LibraryImport(Library)]
    public static partial Tensor ts_cat(ReadOnlySpan<nint> list, long n, long dim);

    [LibraryImport(Library)]
    public static partial Tensor ts_stack(ReadOnlySpan<nint> list, long n, long dim);

    [LibraryImport(Library)]
    public static partial int ts_split(Tensor self, long size, long dim, nint** list, long* length);

    [LibraryImport(Library)]
    public static partial int ts_split_sizes(Tensor self, ReadOnlySpan<long> sizes, long n, long dim, nint** list, long* length);

    [LibraryImport(Library)]
    public static partial int ts_chunk(Tensor self, long chunks, long dim, nint** list, long* length);

    [LibraryImport(Library)]
    public static partial int ts_unbind(Tensor self, long dim, nint** list, long* length);

    [LibraryImport(Library)]
    public static partial int ts_meshgrid(ReadOnlySpan<nint> from, long n, int ij, nint** list, long* length);
}
