// New tensors.
#include "shim.h"

SHIM_API Handle ts_empty(Lengths sizes, int64_t n, Spec spec) {
    return make([&] { return with_grad(at::empty(lengths(sizes, n), options(spec)), spec); });
}

SHIM_API Handle ts_empty_strided(Lengths sizes, Lengths strides, int64_t n, Spec spec) {
    return make([&] { return with_grad(at::empty_strided(lengths(sizes, n), lengths(strides, n), options(spec)), spec); });
}

SHIM_API Handle ts_zeros(Lengths sizes, int64_t n, Spec spec) {
    return make([&] { return with_grad(at::zeros(lengths(sizes, n), options(spec)), spec); });
}

SHIM_API Handle ts_ones(Lengths sizes, int64_t n, Spec spec) {
    return make([&] { return with_grad(at::ones(lengths(sizes, n), options(spec)), spec); });
}

SHIM_API Handle ts_full(Lengths sizes, int64_t n, Number value, Spec spec) {
    return make([&] { return with_grad(at::full(lengths(sizes, n), scalar(value), options(spec)), spec); });
}

SHIM_API Handle ts_arange(Number start, Number stop, Number step, Spec spec) {
    return make([&] { return with_grad(at::arange(scalar(start), scalar(stop), scalar(step), options(spec)), spec); });
}

SHIM_API Handle ts_linspace(double start, double end, int64_t steps, Spec spec) {
    return make([&] { return with_grad(at::linspace(start, end, steps, options(spec)), spec); });
}

SHIM_API Handle ts_logspace(double start, double end, int64_t steps, double base, Spec spec) {
    return make([&] { return with_grad(at::logspace(start, end, steps, base, options(spec)), spec); });
}

SHIM_API Handle ts_eye(int64_t rows, int64_t columns, Spec spec) {
    return make([&] { return with_grad(at::eye(rows, columns, options(spec)), spec); });
}

SHIM_API Handle ts_empty_like(Handle self, Spec spec) {
    return make([&] { return with_grad(at::empty_like(*self, options(spec)), spec); });
}

SHIM_API Handle ts_zeros_like(Handle self, Spec spec) {
    return make([&] { return with_grad(at::zeros_like(*self, options(spec)), spec); });
}

SHIM_API Handle ts_ones_like(Handle self, Spec spec) {
    return make([&] { return with_grad(at::ones_like(*self, options(spec)), spec); });
}

SHIM_API Handle ts_full_like(Handle self, Number value, Spec spec) {
    return make([&] { return with_grad(at::full_like(*self, scalar(value), options(spec)), spec); });
}

/// A tensor of its own memory, copied from `data`: elements of type `dtype`, row by row, then converted to `spec`.
SHIM_API Handle ts_from_data(const void* data, int32_t dtype, Lengths sizes, int64_t n, Spec spec) {
    return make([&] {
        auto type = static_cast<at::ScalarType>(dtype);
        auto view = at::from_blob(const_cast<void*>(data), lengths(sizes, n), at::TensorOptions().dtype(type));
        return with_grad(view.to(options(spec), false, true), spec);
    });
}

/// A tensor over memory that somebody else owns; release(context) is called once, when no tensor uses it any more,
/// or before this returns where it fails.
SHIM_API Handle ts_from_blob(void* data, void (*release)(void*), void* context, int32_t dtype, Lengths sizes, int64_t n, int32_t requires_grad) {
    return make([&] {
        auto owner = std::shared_ptr<void>(context, release);
        auto result = at::from_blob(data, lengths(sizes, n), [owner](void*) {}, at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
        return requires_grad != 0 ? result.set_requires_grad(true) : result;
    });
}
