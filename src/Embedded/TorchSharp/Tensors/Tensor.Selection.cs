using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Picking and writing elements along a dimension.</content>
    public partial class Tensor
    {
        public Tensor select(long dim, long index) => Native.ts_select(this, dim, index);

        public Tensor narrow(long dim, long start, long length) => Native.ts_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Native.ts_slice(this, dim, start, finish, step);

        public Tensor index_select(long dim, Tensor index) => Native.ts_index_select(this, dim, index);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Done(Native.ts_index_copy_(this, dim, index, source));

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Done(Native.ts_index_add_(this, dim, index, source, alpha));

        public Tensor gather(long dim, Tensor index) => Native.ts_gather(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Native.ts_scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Done(Native.ts_scatter_(this, dim, index, src));

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Native.ts_scatter_add(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Done(Native.ts_scatter_add_(this, dim, index, src));

        public Tensor masked_select(Tensor mask) => Native.ts_masked_select(this, mask);

        public Tensor masked_fill(Tensor mask, Scalar value) => Native.ts_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Done(Native.ts_masked_fill_(this, mask, value));

        public Tensor nonzero() => Native.ts_nonzero(this);

        public Tensor where(Tensor condition, Tensor y) => Native.ts_where(condition, this, y);
    }
}
