// Numbers, element types, devices and copies.
#include "shim.h"

#include <cstring>

at::Scalar scalar(Number number) {
    switch (number.kind) {
        case 0:
            return at::Scalar(number.bits);
        case 1: {
            double value;
            std::memcpy(&value, &number.bits, sizeof value);
            return at::Scalar(value);
        }
        default:
            return at::Scalar(number.bits != 0);
    }
}

at::TensorOptions options(const Spec& spec) {
    auto result = at::TensorOptions();
    if (spec.dtype >= 0) {
        result = result.dtype(static_cast<at::ScalarType>(spec.dtype));
    }
    if (spec.device_type >= 0) {
        result = result.device(at::Device(static_cast<at::DeviceType>(spec.device_type), static_cast<at::DeviceIndex>(spec.device_index)));
    }
    return result;
}

at::Tensor with_grad(at::Tensor tensor, const Spec& spec) {
    return spec.requires_grad != 0 ? tensor.set_requires_grad(true) : tensor;
}

SHIM_API Handle ts_to(Handle self, Spec spec, int32_t non_blocking, int32_t copy) {
    return make([&] { return self->to(options(spec), non_blocking != 0, copy != 0); });
}

SHIM_API Handle ts_clone(Handle self) {
    return make([&] { return self->clone(); });
}

SHIM_API Handle ts_contiguous(Handle self) {
    return make([&] { return self->contiguous(); });
}

SHIM_API int32_t ts_copy_(Handle self, Handle source, int32_t non_blocking) {
    return run([&] { self->copy_(*source, non_blocking != 0); });
}

SHIM_API int64_t ts_promote_types(int32_t left, int32_t right) {
    return count([&] { return at::promote_types(static_cast<at::ScalarType>(left), static_cast<at::ScalarType>(right)); });
}

SHIM_API int64_t ts_can_cast(int32_t from, int32_t to) {
    return count([&] { return at::can_cast(static_cast<at::ScalarType>(from), static_cast<at::ScalarType>(to)); });
}

/// The only element of a tensor, as a Number.
SHIM_API int32_t ts_item(Handle self, Number* number) {
    return run([&] {
        auto value = self->item();
        if (value.isBoolean()) {
            *number = {value.toBool() ? 1 : 0, 2};
        } else if (value.isIntegral(false)) {
            *number = {value.toLong(), 0};
        } else {
            auto real = value.toDouble();
            number->kind = 1;
            std::memcpy(&number->bits, &real, sizeof real);
        }
    });
}
