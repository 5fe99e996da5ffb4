using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers without state.</summary>
        public static partial class functional
        {
            /// <param name="input">[..., in].</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out].</param>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => Native.ts_linear(input, weights, bias);

            /// <param name="input">[N, in, H, W].</param>
            /// <param name="weight">[out, in / groups, h, w].</param>
            /// <param name="bias">[out].</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                long groups = 1)
            {
                ReadOnlySpan<long> step = strides ?? [1], edge = padding ?? [0], spread = dilation ?? [1];
                return Native.ts_conv2d(input, weight, bias, step, step.Length, edge, edge.Length, spread, spread.Length, groups);
            }

            /// <param name="input">[N, in, H, W].</param>
            /// <param name="weight">[in, out / groups, h, w].</param>
            /// <param name="bias">[out].</param>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null,
                long[]? dilation = null, long groups = 1)
            {
                ReadOnlySpan<long> step = strides ?? [1, 1], edge = padding ?? [0, 0], extra = output_padding ?? [0, 0], spread = dilation ?? [1, 1];
                return Native.ts_conv_transpose2d(
                    input, weight, bias, step, step.Length, edge, edge.Length, extra, extra.Length, spread, spread.Length, groups);
            }

            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Native.ts_pixel_shuffle(input, upscale_factor);

            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Native.ts_pixel_unshuffle(input, downscale_factor);

            /// <exception cref="ArgumentException">The classes aren't Int64.</exception>
            public static Tensor one_hot(Tensor x, long num_classes = -1)
            {
                if (x.dtype != ScalarType.Int64)
                    throw new ArgumentException("OneHot input tensor must have elements of type Int64");
                return Native.ts_one_hot(x, num_classes);
            }
        }
    }
}
