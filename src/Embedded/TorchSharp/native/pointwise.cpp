// Element by element, into a new tensor.
#include "shim.h"

#define UNARY(name) \
    SHIM_API Handle ts_##name(Handle self) { \
        return make([&] { return self->name(); }); \
    }

UNARY(abs)
UNARY(acos)
UNARY(asin)
UNARY(atan)
UNARY(ceil)
UNARY(cos)
UNARY(cosh)
UNARY(erf)
UNARY(exp)
UNARY(expm1)
UNARY(floor)
UNARY(frac)
UNARY(isfinite)
UNARY(isinf)
UNARY(isnan)
UNARY(log)
UNARY(log10)
UNARY(log1p)
UNARY(log2)
UNARY(logical_not)
UNARY(bitwise_not)
UNARY(neg)
UNARY(reciprocal)
UNARY(relu)
UNARY(round)
UNARY(rsqrt)
UNARY(sigmoid)
UNARY(sign)
UNARY(sin)
UNARY(sinh)
UNARY(sqrt)
UNARY(tan)
UNARY(tanh)
UNARY(trunc)

#define BINARY(name) \
    SHIM_API Handle ts_##name(Handle self, Handle other) { \
        return make([&] { return self->name(*other); }); \
    }

BINARY(atan2)
BINARY(bitwise_and)
BINARY(bitwise_or)
BINARY(bitwise_xor)
BINARY(fmax)
BINARY(fmin)
BINARY(logical_and)
BINARY(logical_or)
BINARY(logical_xor)
BINARY(maximum)
BINARY(minimum)
BINARY(mul)
BINARY(pow)
BINARY(remainder)

#define BINARY_SCALAR(name) \
    SHIM_API Handle ts_##name##_scalar(Handle self, Number other) { \
        return make([&] { return self->name(scalar(other)); }); \
    }

BINARY_SCALAR(mul)
BINARY_SCALAR(pow)
BINARY_SCALAR(remainder)

SHIM_API Handle ts_add(Handle self, Handle other, Number alpha) {
    return make([&] { return self->add(*other, scalar(alpha)); });
}

SHIM_API Handle ts_add_scalar(Handle self, Number other, Number alpha) {
    return make([&] { return self->add(scalar(other), scalar(alpha)); });
}

SHIM_API Handle ts_sub(Handle self, Handle other) {
    return make([&] { return self->sub(*other); });
}

SHIM_API Handle ts_sub_scalar(Handle self, Number other) {
    return make([&] { return self->sub(scalar(other)); });
}

/// other - self.
SHIM_API Handle ts_rsub_scalar(Handle self, Number other) {
    return make([&] { return at::rsub(*self, scalar(other)); });
}

static c10::optional<c10::string_view> rounding(int32_t mode) {
    return mode == 1 ? c10::make_optional(c10::string_view("trunc")) : mode == 2 ? c10::make_optional(c10::string_view("floor")) : c10::nullopt;
}

SHIM_API Handle ts_div(Handle self, Handle other, int32_t mode) {
    return make([&] { return self->div(*other, rounding(mode)); });
}

SHIM_API Handle ts_div_scalar(Handle self, Number other, int32_t mode) {
    return make([&] { return self->div(scalar(other), rounding(mode)); });
}

SHIM_API int32_t ts_div_(Handle self, Handle other, int32_t mode) {
    return run([&] { self->div_(*other, rounding(mode)); });
}

SHIM_API int32_t ts_div_scalar_(Handle self, Number other, int32_t mode) {
    return run([&] { self->div_(scalar(other), rounding(mode)); });
}

SHIM_API Handle ts_clamp(Handle self, const Number* min, const Number* max) {
    return make([&] {
        return self->clamp(min ? c10::make_optional(scalar(*min)) : c10::nullopt, max ? c10::make_optional(scalar(*max)) : c10::nullopt);
    });
}

SHIM_API Handle ts_clamp_tensor(Handle self, Handle min, Handle max) {
    return make([&] { return self->clamp(optional_tensor(min), optional_tensor(max)); });
}

SHIM_API Handle ts_lerp(Handle self, Handle end, Handle weight) {
    return make([&] { return self->lerp(*end, *weight); });
}

SHIM_API Handle ts_addcmul(Handle self, Handle first, Handle second, Number value) {
    return make([&] { return self->addcmul(*first, *second, scalar(value)); });
}

SHIM_API Handle ts_addcdiv(Handle self, Handle first, Handle second, Number value) {
    return make([&] { return self->addcdiv(*first, *second, scalar(value)); });
}

SHIM_API Handle ts_leaky_relu(Handle self, Number slope) {
    return make([&] { return at::leaky_relu(*self, scalar(slope)); });
}

SHIM_API Handle ts_elu(Handle self, Number alpha) {
    return make([&] { return at::elu(*self, scalar(alpha)); });
}

SHIM_API Handle ts_silu(Handle self) {
    return make([&] { return at::silu(*self); });
}

SHIM_API Handle ts_softplus(Handle self, Number beta, Number threshold) {
    return make([&] { return at::softplus(*self, scalar(beta), scalar(threshold)); });
}

SHIM_API Handle ts_nan_to_num(Handle self, const double* nan, const double* posinf, const double* neginf) {
    return make([&] {
        return self->nan_to_num(
            nan ? c10::make_optional(*nan) : c10::nullopt,
            posinf ? c10::make_optional(*posinf) : c10::nullopt,
            neginf ? c10::make_optional(*neginf) : c10::nullopt);
    });
}

SHIM_API Handle ts_round_decimals(Handle self, int64_t decimals) {
    return make([&] { return self->round(decimals); });
}
