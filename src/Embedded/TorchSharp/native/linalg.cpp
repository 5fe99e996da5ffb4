// Matrix products.
#include "shim.h"

SHIM_API Handle ts_matmul(Handle self, Handle other) {
    return make([&] { return self->matmul(*other); });
}

SHIM_API Handle ts_mm(Handle self, Handle other) {
    return make([&] { return self->mm(*other); });
}

SHIM_API Handle ts_bmm(Handle self, Handle other) {
    return make([&] { return self->bmm(*other); });
}

SHIM_API Handle ts_mv(Handle self, Handle vector) {
    return make([&] { return self->mv(*vector); });
}

SHIM_API Handle ts_dot(Handle self, Handle other) {
    return make([&] { return self->dot(*other); });
}

SHIM_API Handle ts_outer(Handle self, Handle other) {
    return make([&] { return self->outer(*other); });
}

SHIM_API Handle ts_addmm(Handle self, Handle first, Handle second, float beta, float alpha) {
    return make([&] { return self->addmm(*first, *second, beta, alpha); });
}

SHIM_API Handle ts_baddbmm(Handle self, Handle first, Handle second, float beta, float alpha) {
    return make([&] { return self->baddbmm(*first, *second, beta, alpha); });
}

SHIM_API Handle ts_einsum(const char* equation, const Handle* list, int64_t n) {
    return make([&] { return at::einsum(equation, tensors(list, n)); });
}

SHIM_API void ts_eigh(Handle self, char uplo, Handle* values, Handle* vectors) {
    make_two(values, vectors, [&] { return at::linalg_eigh(*self, c10::string_view(&uplo, 1)); });
}

SHIM_API Handle ts_eigvalsh(Handle self, char uplo) {
    return make([&] { return at::linalg_eigvalsh(*self, c10::string_view(&uplo, 1)); });
}
