// Tensors of bool.
#include "shim.h"

#define COMPARE(name) \
    SHIM_API Handle ts_##name(Handle self, Handle other) { \
        return make([&] { return self->name(*other); }); \
    } \
    SHIM_API Handle ts_##name##_scalar(Handle self, Number other) { \
        return make([&] { return self->name(scalar(other)); }); \
    }

COMPARE(eq)
COMPARE(ne)
COMPARE(lt)
COMPARE(le)
COMPARE(gt)
COMPARE(ge)

SHIM_API int64_t ts_equal(Handle self, Handle other) {
    return count([&] { return self->equal(*other); });
}

SHIM_API int64_t ts_allclose(Handle self, Handle other, double rtol, double atol, int32_t equal_nan) {
    return count([&] { return self->allclose(*other, rtol, atol, equal_nan != 0); });
}

SHIM_API Handle ts_isclose(Handle self, Handle other, double rtol, double atol, int32_t equal_nan) {
    return make([&] { return self->isclose(*other, rtol, atol, equal_nan != 0); });
}
