using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Sums, means, extremes, order.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_sum(Tensor self, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_sum_dims(Tensor self, ReadOnlySpan<long> dims, long n, int keepdim, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_mean(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_mean_dims(Tensor self, ReadOnlySpan<long> dims, long n, int keepdim, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_prod(Tensor self, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_prod_dim(Tensor self, long dim, int keepdim, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_var(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_var_dims(Tensor self, ReadOnlySpan<long> dims, long n, int unbiased, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_std(Tensor self, int unbiased);

    [LibraryImport(Library)]
    public static partial Tensor ts_std_dims(Tensor self, ReadOnlySpan<long> dims, long n, int unbiased, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_norm(Tensor self, float p);

    [LibraryImport(Library)]
    public static partial Tensor ts_norm_dim(Tensor self, long dim, int keepdim, float p);

    [LibraryImport(Library)]
    public static partial Tensor ts_amax(
        Tensor self, ReadOnlySpan<long> dims, long n, int keepdim, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? @out);

    [LibraryImport(Library)]
    public static partial Tensor ts_amin(
        Tensor self, ReadOnlySpan<long> dims, long n, int keepdim, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? @out);

    [LibraryImport(Library)]
    public static partial Tensor ts_max(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_min(Tensor self);

    [LibraryImport(Library)]
    public static partial void ts_max_dim(Tensor self, long dim, int keepdim, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    public static partial void ts_min_dim(Tensor self, long dim, int keepdim, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    public static partial Tensor ts_argmax(Tensor self, long* dim, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_argmin(Tensor self, long* dim, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_argsort(Tensor self, long dim, int descending);

    [LibraryImport(Library)]
    public static partial void ts_sort(Tensor self, long dim, int descending, int stable, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    public static partial void ts_topk(Tensor self, long k, long dim, int largest, int sorted, out Tensor values, out Tensor indices);

    [LibraryImport(Library)]
    public static partial Tensor ts_median(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_cumsum(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_logsumexp(Tensor self, long dim, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_all(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_all_dim(Tensor self, long dim, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_any(Tensor self);

    [LibraryImport(Library)]
    public static partial Tensor ts_any_dim(Tensor self, long dim, int keepdim);

    [LibraryImport(Library)]
    public static partial Tensor ts_softmax(Tensor self, long dim, int dtype);

    [LibraryImport(Library)]
    public static partial Tensor ts_log_softmax(Tensor self, long dim, int dtype);
}
