// Layers without state.
#include "shim.h"

SHIM_API Handle ts_linear(Handle input, Handle weight, Handle bias) {
    return make([&] { return at::linear(*input, *weight, optional_tensor(bias)); });
}

SHIM_API Handle ts_conv2d(
    Handle input, Handle weight, Handle bias, Lengths stride, int64_t strides, Lengths padding, int64_t paddings, Lengths dilation,
    int64_t dilations, int64_t groups) {
    return make([&] {
        return at::conv2d(
            *input, *weight, optional_tensor(bias), lengths(stride, strides), lengths(padding, paddings), lengths(dilation, dilations), groups);
    });
}

SHIM_API Handle ts_conv_transpose2d(
    Handle input, Handle weight, Handle bias, Lengths stride, int64_t strides, Lengths padding, int64_t paddings, Lengths output_padding,
    int64_t output_paddings, Lengths dilation, int64_t dilations, int64_t groups) {
    return make([&] {
        return at::conv_transpose2d(
            *input, *weight, optional_tensor(bias), lengths(stride, strides), lengths(padding, paddings),
            lengths(output_padding, output_paddings), groups, lengths(dilation, dilations));
    });
}

SHIM_API Handle ts_avg_pool2d(
    Handle input, Lengths kernel, int64_t kernels, Lengths stride, int64_t strides, Lengths padding, int64_t paddings, int32_t ceil_mode,
    int32_t count_include_pad, int64_t divisor) {
    return make([&] {
        return at::avg_pool2d(
            *input, lengths(kernel, kernels), lengths(stride, strides), lengths(padding, paddings), ceil_mode != 0, count_include_pad != 0,
            divisor == 0 ? c10::nullopt : c10::make_optional(divisor));
    });
}

SHIM_API Handle ts_max_pool2d(
    Handle input, Lengths kernel, int64_t kernels, Lengths stride, int64_t strides, Lengths padding, int64_t paddings, Lengths dilation,
    int64_t dilations, int32_t ceil_mode) {
    return make([&] {
        return at::max_pool2d(
            *input, lengths(kernel, kernels), lengths(stride, strides), lengths(padding, paddings), lengths(dilation, dilations),
            ceil_mode != 0);
    });
}

SHIM_API Handle ts_adaptive_avg_pool2d(Handle input, Lengths size, int64_t n) {
    return make([&] { return at::adaptive_avg_pool2d(*input, lengths(size, n)); });
}

SHIM_API Handle ts_upsample_nearest2d(Handle input, Lengths size, int64_t n, const double* factors, int64_t m) {
    return make([&] {
        return at::upsample_nearest2d(
            *input, n > 0 ? at::OptionalIntArrayRef(lengths(size, n)) : at::OptionalIntArrayRef(),
            m > 0 ? c10::make_optional(at::ArrayRef<double>(factors, static_cast<size_t>(m))) : c10::nullopt);
    });
}

SHIM_API Handle ts_upsample_bilinear2d(Handle input, Lengths size, int64_t n, const double* factors, int64_t m, int32_t align_corners) {
    return make([&] {
        return at::upsample_bilinear2d(
            *input, n > 0 ? at::OptionalIntArrayRef(lengths(size, n)) : at::OptionalIntArrayRef(), align_corners != 0,
            m > 0 ? c10::make_optional(at::ArrayRef<double>(factors, static_cast<size_t>(m))) : c10::nullopt);
    });
}

/// mode: 1 reflect, 2 replicate, 3 circular, otherwise constant.
SHIM_API Handle ts_pad(Handle input, Lengths pad, int64_t n, int32_t mode, double value) {
    return make([&] {
        const auto* name = mode == 1 ? "reflect" : mode == 2 ? "replicate" : mode == 3 ? "circular" : "constant";
        return at::pad(*input, lengths(pad, n), name, mode >= 1 && mode <= 3 ? c10::nullopt : c10::make_optional(value));
    });
}

SHIM_API Handle ts_pixel_shuffle(Handle input, int64_t factor) {
    return make([&] { return at::pixel_shuffle(*input, factor); });
}

SHIM_API Handle ts_pixel_unshuffle(Handle input, int64_t factor) {
    return make([&] { return at::pixel_unshuffle(*input, factor); });
}

SHIM_API Handle ts_one_hot(Handle input, int64_t classes) {
    return make([&] { return at::one_hot(*input, classes); });
}
