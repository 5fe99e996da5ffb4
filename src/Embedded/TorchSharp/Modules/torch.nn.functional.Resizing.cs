using System.Runtime.InteropServices;

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
            /// <param name="recompute_scale_factor">Whether the factors are those of the resulting whole size, not the given ones.</param>
            /// <exception cref="ExternalException">Sizes that don't fit, or align_corners given for another mode than bilinear.</exception>
            /// <exception cref="NotSupportedException">A mode other than nearest, bilinear and area, or antialiasing.</exception>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                if (align_corners.HasValue && mode is not InterpolationMode.Bilinear)
                    throw new ExternalException("align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear");
                if (antialias)
                    throw new NotSupportedException("The embedded TorchSharp doesn't interpolate with antialiasing.");
                if (scale_factor is not null && size is null && (recompute_scale_factor || mode == InterpolationMode.Area))
                    (size, scale_factor) = ([.. x.shape[2..].Zip(scale_factor, (length, factor) => (long)(length * factor))], null);
                return mode switch
                {
                    InterpolationMode.Nearest => upsample_nearest2d(x, size, scale_factor),
                    InterpolationMode.Bilinear => Native.ts_upsample_bilinear2d(
                        x, size, size?.Length ?? 0, scale_factor, scale_factor?.Length ?? 0, Native.Bit(align_corners ?? false)),
                    InterpolationMode.Area => adaptive_avg_pool2d(x, size ?? []),
                    _ => throw new NotSupportedException($"The embedded TorchSharp doesn't interpolate with mode {mode}."),
                };
            }

            /// <summary>As <see cref="interpolate"/>; as in the package of this version it always gives align_corners, so only for bilinear.</summary>
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
