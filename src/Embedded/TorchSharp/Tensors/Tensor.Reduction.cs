using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Sums, means, spreads, truth.</content>
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Native.ts_sum(this, Code(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum(dim.AsSpan(), keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_sum_dims(this, dim, dim.Length, Native.Bit(keepdim), Code(type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => sum([dim0, dim1], keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        public Tensor mean() => Native.ts_mean(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_mean_dims(this, dimensions, dimensions.Length, Native.Bit(keepdim), Code(type));

        public Tensor prod(ScalarType? type = null) => Native.ts_prod(this, Code(type));

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_prod_dim(this, dim, Native.Bit(keepdim), Code(type));

        /// <summary>The unbiased variance. The package's flag is left out: there it has no effect; give the dimensions to have a choice.</summary>
        public Tensor var() => Native.ts_var(this);

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor var(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_var_dims(this, dimensions, dimensions.Length, Native.Bit(unbiased), Native.Bit(keepdim));

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        public Tensor std(bool unbiased = true) => Native.ts_std(this, Native.Bit(unbiased));

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.AsSpan(), unbiased, keepdim, type);

        public Tensor std(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Native.ts_std_dims(this, dimensions, dimensions.Length, Native.Bit(unbiased), Native.Bit(keepdim));

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        public Tensor norm(float p = 2.0f) => Native.ts_norm(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Native.ts_norm_dim(this, dim, Native.Bit(keepdim), p);

        public Tensor logsumexp(long dim, bool keepdim = false) => Native.ts_logsumexp(this, dim, Native.Bit(keepdim));

        public Tensor cumsum(long dim, ScalarType? type = null) => Native.ts_cumsum(this, dim, Code(type));

        public Tensor softmax(long dim, ScalarType? dtype = null) => Native.ts_softmax(this, dim, Code(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Native.ts_log_softmax(this, dim, Code(dtype));

        public Tensor all() => Native.ts_all(this);

        public Tensor all(long dim, bool keepdim = false) => Native.ts_all_dim(this, dim, Native.Bit(keepdim));

        public Tensor any() => Native.ts_any(this);

        public Tensor any(long dim, bool keepdim = false) => Native.ts_any_dim(this, dim, Native.Bit(keepdim));

        private static int Code(ScalarType? type) => type is null ? -1 : (int)type;
    }
}
