using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Padding and resizing of images.</content>
        public static partial class functional
        {
            /// <param name="pad">Elements to add before and after, the last dimension first; negative ones cut.</param>
            /// <param name="value">What a constant edge is made of.</param>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.AsSpan(), mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Native.ts_pad(input, pad, pad.Length, (int)mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2], mode, value);

            /// <inheritdoc cref="pad(Tensor, long[], PaddingModes, double)"/>
            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, (ReadOnlySpan<long>)[pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The same edge around every dimension.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var edges = new long[input.ndim * 2];
                Array.Fill(edges, pad);
                return functional.pad(input, edges.AsSpan(), mode, value);
            }

            /// <summary>Resizes [N, C, H, W] to a size or by factors, either of which must be given.</summary>
            /// <exception cref="NotSupportedException">A mode other than nearest, bilinear and area.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null) =>
                mode switch
                {
                    InterpolationMode.Nearest => upsample_nearest2d(x, size, scale_factor),
                    InterpolationMode.Bilinear => Native.ts_upsample_bilinear2d(
                        x, size, size?.Length ?? 0, scale_factor, scale_factor?.Length ?? 0,
                        Native.Bit(align_corners ?? false)),
                    InterpolationMode.Area when size is not null => adaptive_avg_pool2d(x, size),
                    _ => throw new NotSupportedException($"The embedded TorchSharp doesn't interpolate with mode {mode}."),
                };

            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest,
                bool align_corners = false) =>
                interpolate(input, size, scale_factor, (InterpolationMode)mode, align_corners);

            /// <summary>Each pixel of [N, C, H, W] repeated, to a size or by factors.</summary>
            public static Tensor upsample_nearest2d(Tensor input, long[]? outputSizes = null, double[]? scaleFactors = null) =>
                Native.ts_upsample_nearest2d(input, outputSizes, outputSizes?.Length ?? 0, scaleFactors, scaleFactors?.Length ?? 0);
        }
    }
}
