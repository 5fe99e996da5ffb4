using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>The same elements in another shape or order.</content>
    public partial class Tensor
    {
        /// <summary>All dimensions in reverse order.</summary>
        public Tensor T => permute(Enumerable.Range(0, (int)ndim).Reverse().Select(i => (long)i).ToArray());

        /// <summary>The last two dimensions swapped.</summary>
        public Tensor mT => Native.ts_mT(this);

        public Tensor reshape(params long[] shape) => Native.ts_reshape(this, shape, shape.Length);

        public Tensor view(params long[] shape) => Native.ts_view(this, shape, shape.Length);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Native.ts_flatten(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Native.ts_unflatten(this, dim, sizes, sizes.Length);

        public Tensor ravel() => flatten();

        public Tensor squeeze(long? dim = null) => dim is { } one ? Native.ts_squeeze_dim(this, one) : Native.ts_squeeze(this);

        public Tensor squeeze_(long? dim = null) => Done(dim is { } one ? Native.ts_squeeze_dim_(this, one) : Native.ts_squeeze_(this));

        public Tensor unsqueeze(long dim) => Native.ts_unsqueeze(this, dim);

        public Tensor unsqueeze_(long dim) => Done(Native.ts_unsqueeze_(this, dim));

        public Tensor expand(params long[] sizes) => Native.ts_expand(this, sizes, sizes.Length, 0);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Native.ts_expand(this, sizes, sizes.Length, Native.Bit(isImplicit));

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Native.ts_expand(this, sizes, sizes.Length, Native.Bit(isImplicit));

        public Tensor expand(Size sizes, bool isImplicit = false) => expand(sizes.Shape, isImplicit);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor repeat(params long[] sizes) => Native.ts_repeat(this, sizes, sizes.Length);

        public Tensor tile(long[] reps) => Native.ts_tile(this, reps, reps.Length);

        public unsafe Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            long along = dim ?? 0, length = output_size ?? 0;
            return Native.ts_repeat_interleave(this, repeats, dim is null ? null : &along, output_size is null ? null : &length);
        }

        public unsafe Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null)
        {
            long along = dim ?? 0, length = output_size ?? 0;
            return Native.ts_repeat_interleave_tensor(this, repeats, dim is null ? null : &along, output_size is null ? null : &length);
        }

        public Tensor permute(params long[] permutation) => Native.ts_permute(this, permutation, permutation.Length);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Native.ts_transpose(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Native.ts_t(this);

        public Tensor movedim(long[] source, long[] destination) => Native.ts_movedim(this, source, source.Length, destination, destination.Length);

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor flip(params long[] dims) => Native.ts_flip(this, dims, dims.Length);

        public Tensor fliplr() => flip(1);

        public Tensor flipud() => flip(0);

        public Tensor roll(long shifts, long? dims = null) => roll([shifts], dims is { } one ? [one] : default(ReadOnlySpan<long>));

        public Tensor roll(long[] shifts, long[] dims) => roll(shifts.AsSpan(), dims.AsSpan());

        /// <summary>Rolls the first dimension.</summary>
        public Tensor roll(long[] shifts) => roll(shifts.AsSpan(), [0]);

        public Tensor roll((long, long) shifts, (long, long) dims) => roll([shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) =>
            Native.ts_roll(this, shifts, shifts.Length, dims, dims.Length);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            Native.ts_as_strided(this, size, strides, size.Length, storageOffset);

        public Tensor unfold(long dimension, long size, long step) => Native.ts_unfold(this, dimension, size, step);

        public Tensor tril(long diagonal = 0) => Native.ts_tril(this, diagonal);

        public Tensor triu(long diagonal = 0) => Native.ts_triu(this, diagonal);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => Native.ts_diagonal(this, offset, dim1, dim2);
    }
}
