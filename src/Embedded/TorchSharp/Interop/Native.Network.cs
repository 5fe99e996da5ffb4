using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Layers without state.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial Tensor ts_linear(Tensor input, Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias);

    [LibraryImport(Library)]
    public static partial Tensor ts_conv2d(
        Tensor input, Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias, ReadOnlySpan<long> stride,
        long strides, ReadOnlySpan<long> padding, long paddings, ReadOnlySpan<long> dilation, long dilations, long groups);

    [LibraryImport(Library)]
    public static partial Tensor ts_conv_transpose2d(
        Tensor input, Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor? bias, ReadOnlySpan<long> stride,
        long strides, ReadOnlySpan<long> padding, long paddings, ReadOnlySpan<long> outputPadding, long outputPaddings,
        ReadOnlySpan<long> dilation, long dilations, long groups);

    [LibraryImport(Library)]
    public static partial Tensor ts_avg_pool2d(
        Tensor input, ReadOnlySpan<long> kernel, long kernels, ReadOnlySpan<long> stride, long strides, ReadOnlySpan<long> padding,
        long paddings, int ceilMode, int countIncludePad, long divisor);

    [LibraryImport(Library)]
    public static partial Tensor ts_max_pool2d(
        Tensor input, ReadOnlySpan<long> kernel, long kernels, ReadOnlySpan<long> stride, long strides, ReadOnlySpan<long> padding,
        long paddings, ReadOnlySpan<long> dilation, long dilations, int ceilMode);

    [LibraryImport(Library)]
    public static partial Tensor ts_adaptive_avg_pool2d(Tensor input, ReadOnlySpan<long> size, long n);

    [LibraryImport(Library)]
    public static partial Tensor ts_upsample_nearest2d(Tensor input, ReadOnlySpan<long> size, long n, ReadOnlySpan<double> factors, long m);

    [LibraryImport(Library)]
    public static partial Tensor ts_upsample_bilinear2d(
        Tensor input, ReadOnlySpan<long> size, long n, ReadOnlySpan<double> factors, long m, int alignCorners);

    [LibraryImport(Library)]
    public static partial Tensor ts_pad(Tensor input, ReadOnlySpan<long> pad, long n, int mode, double value);

    [LibraryImport(Library)]
    public static partial Tensor ts_pixel_shuffle(Tensor input, long factor);

    [LibraryImport(Library)]
    public static partial Tensor ts_pixel_unshuffle(Tensor input, long factor);

    [LibraryImport(Library)]
    public static partial Tensor ts_one_hot(Tensor input, long classes);
}
