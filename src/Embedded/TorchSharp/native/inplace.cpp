// Element by element, into the tensor itself.
#include "shim.h"

#define UNARY(name) \
    SHIM_API int32_t ts_##name##_(Handle self) { \
        return run([&] { self->name##_(); }); \
    }

UNARY(abs)
UNARY(ceil)
UNARY(exp)
UNARY(floor)
UNARY(log)
UNARY(neg)
UNARY(reciprocal)
UNARY(relu)
UNARY(round)
UNARY(rsqrt)
UNARY(sigmoid)
UNARY(sign)
UNARY(sqrt)
UNARY(tanh)
UNARY(trunc)

SHIM_API int32_t ts_fill_(Handle self, Number value) {
    return run([&] { self->fill_(scalar(value)); });
}

SHIM_API int32_t ts_add_(Handle self, Handle other, Number alpha) {
    return run([&] { self->add_(*other, scalar(alpha)); });
}

SHIM_API int32_t ts_add_scalar_(Handle self, Number other, Number alpha) {
    return run([&] { self->add_(scalar(other), scalar(alpha)); });
}

SHIM_API int32_t ts_sub_(Handle self, Handle other) {
    return run([&] { self->sub_(*other); });
}

SHIM_API int32_t ts_sub_scalar_(Handle self, Number other) {
    return run([&] { self->sub_(scalar(other)); });
}

SHIM_API int32_t ts_mul_(Handle self, Handle other) {
    return run([&] { self->mul_(*other); });
}

SHIM_API int32_t ts_mul_scalar_(Handle self, Number other) {
    return run([&] { self->mul_(scalar(other)); });
}

SHIM_API int32_t ts_pow_(Handle self, Handle exponent) {
    return run([&] { self->pow_(*exponent); });
}

SHIM_API int32_t ts_pow_scalar_(Handle self, Number exponent) {
    return run([&] { self->pow_(scalar(exponent)); });
}

SHIM_API int32_t ts_clamp_(Handle self, const Number* min, const Number* max) {
    return run([&] {
        self->clamp_(min ? c10::make_optional(scalar(*min)) : c10::nullopt, max ? c10::make_optional(scalar(*max)) : c10::nullopt);
    });
}

SHIM_API int32_t ts_clamp_tensor_(Handle self, Handle min, Handle max) {
    return run([&] { self->clamp_(optional_tensor(min), optional_tensor(max)); });
}

SHIM_API int32_t ts_lerp_(Handle self, Handle end, Handle weight) {
    return run([&] { self->lerp_(*end, *weight); });
}

SHIM_API int32_t ts_addcmul_(Handle self, Handle first, Handle second, Number value) {
    return run([&] { self->addcmul_(*first, *second, scalar(value)); });
}

SHIM_API int32_t ts_addcdiv_(Handle self, Handle first, Handle second, Number value) {
    return run([&] { self->addcdiv_(*first, *second, scalar(value)); });
}

SHIM_API int32_t ts_leaky_relu_(Handle self, Number slope) {
    return run([&] { at::leaky_relu_(*self, scalar(slope)); });
}

SHIM_API int32_t ts_round_decimals_(Handle self, int64_t decimals) {
    return run([&] { self->round_(decimals); });
}
