using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Pooling of images [N, C, H, W].</content>
        public static partial class functional
        {
            /// <param name="stride">As the kernel where missing.</param>
            /// <param name="divisor_override">What sums are divided by, in place of the size of the window.</param>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null)
            {
                ReadOnlySpan<long> step = stride ?? kernel_size, edge = padding ?? [0];
                return Native.ts_avg_pool2d(
                    input, kernel_size, kernel_size.Length, step, step.Length, edge, edge.Length, Native.Bit(ceil_mode),
                    Native.Bit(count_include_pad), divisor_override ?? 0);
            }

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true,
                long? divisor_override = null)
            {
                var step = stride ?? kernel_size;
                return avg_pool2d(
                    input, [kernel_size, kernel_size], [step, step], [padding, padding], ceil_mode, count_include_pad, divisor_override);
            }

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null)
            {
                var step = stride ?? kernel_size;
                var edge = padding ?? (0, 0);
                return avg_pool2d(
                    input, [kernel_size.Item1, kernel_size.Item2], [step.Item1, step.Item2], [edge.Item1, edge.Item2], ceil_mode,
                    count_include_pad, divisor_override);
            }

            /// <param name="strides">As the kernel where missing.</param>
            public static Tensor max_pool2d(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
            {
                ReadOnlySpan<long> step = strides ?? kernel_size, edge = padding ?? [0], spread = dilation ?? [1];
                return Native.ts_max_pool2d(
                    input, kernel_size, kernel_size.Length, step, step.Length, edge, edge.Length, spread, spread.Length, Native.Bit(ceil_mode));
            }

            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Native.ts_adaptive_avg_pool2d(input, output_size, output_size.Length);

            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) =>
                adaptive_avg_pool2d(input, [output_size.Item1, output_size.Item2]);

            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) =>
                adaptive_avg_pool2d(input, [output_size, output_size]);
        }
    }
}
