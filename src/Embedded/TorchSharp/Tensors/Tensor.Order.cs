using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Extremes and sorting.</content>
    public partial class Tensor
    {
        public Tensor max() => Native.ts_max(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Native.ts_max_dim(this, dim, Native.Bit(keepdim), out var values, out var indexes);
            return (values, indexes);
        }

        public Tensor min() => Native.ts_min(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Native.ts_min_dim(this, dim, Native.Bit(keepdim), out var values, out var indexes);
            return (values, indexes);
        }

        public Tensor amax(params long[] dims) => amax(dims.AsSpan());

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => amax(dims.AsSpan(), keepdim, @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Native.ts_amax(this, dims, dims.Length, Native.Bit(keepdim), @out);

        public Tensor amin(params long[] dims) => amin(dims.AsSpan());

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => amin(dims.AsSpan(), keepdim, @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            Native.ts_amin(this, dims, dims.Length, Native.Bit(keepdim), @out);

        public unsafe Tensor argmax() => Native.ts_argmax(this, null, 0);

        public unsafe Tensor argmax(long dim, bool keepdim = false) => Native.ts_argmax(this, &dim, Native.Bit(keepdim));

        public unsafe Tensor argmin() => Native.ts_argmin(this, null, 0);

        public unsafe Tensor argmin(long dim, bool keepdim = false) => Native.ts_argmin(this, &dim, Native.Bit(keepdim));

        public Tensor argsort(long dim = -1, bool descending = false) => Native.ts_argsort(this, dim, Native.Bit(descending));

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Native.ts_sort(this, dim, Native.Bit(descending), Native.Bit(stable), out var values, out var indices);
            return (values, indices);
        }

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Native.ts_topk(this, k, dim, Native.Bit(largest), Native.Bit(sorted), out var values, out var indexes);
            return (values, indexes);
        }

        public Tensor median() => Native.ts_median(this);
    }
}
