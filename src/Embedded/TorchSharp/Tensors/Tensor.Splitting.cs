using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Views of the parts of a tensor.</content>
    public partial class Tensor
    {
        /// <summary>Parts of <paramref name="size"/> along a dimension; the last may be smaller.</summary>
        public unsafe Tensor[] split(long size, int dim = 0)
        {
            nint* list;
            long length;
            return TensorList.Take(Native.ts_split(this, size, dim, &list, &length), list, length);
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split(sizes.AsSpan(), dim);

        public Tensor[] split(params long[] sizes) => split(sizes.AsSpan());

        public unsafe Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            nint* list;
            long length;
            return TensorList.Take(Native.ts_split_sizes(this, sizes, sizes.Length, dim, &list, &length), list, length);
        }

        /// <summary>At most <paramref name="chunks"/> parts of equal length along a dimension; the last may be smaller.</summary>
        public unsafe Tensor[] chunk(long chunks, long dim = 0L)
        {
            nint* list;
            long length;
            return TensorList.Take(Native.ts_chunk(this, chunks, dim, &list, &length), list, length);
        }

        public unsafe Tensor[] unbind(long dimension = 0L)
        {
            nint* list;
            long length;
            return TensorList.Take(Native.ts_unbind(this, dimension, &list, &length), list, length);
        }
    }
}
