// Sums, means, extremes, order.
#include "shim.h"

SHIM_API Handle ts_sum(Handle self, int32_t dtype) {
    return make([&] { return self->sum(optional_dtype(dtype)); });
}

SHIM_API Handle ts_sum_dims(Handle self, Lengths dims, int64_t n, int32_t keepdim, int32_t dtype) {
    return make([&] { return self->sum(optional_lengths(dims, n), keepdim != 0, optional_dtype(dtype)); });
}

SHIM_API Handle ts_mean(Handle self) {
    return make([&] { return self->mean(); });
}

SHIM_API Handle ts_mean_dims(Handle self, Lengths dims, int64_t n, int32_t keepdim, int32_t dtype) {
    return make([&] { return self->mean(optional_lengths(dims, n), keepdim != 0, optional_dtype(dtype)); });
}

SHIM_API Handle ts_prod(Handle self, int32_t dtype) {
    return make([&] { return self->prod(optional_dtype(dtype)); });
}

SHIM_API Handle ts_prod_dim(Handle self, int64_t dim, int32_t keepdim, int32_t dtype) {
    return make([&] { return self->prod(dim, keepdim != 0, optional_dtype(dtype)); });
}

SHIM_API Handle ts_var(Handle self) {
    return make([&] { return self->var(true); });
}

SHIM_API Handle ts_var_dims(Handle self, Lengths dims, int64_t n, int32_t unbiased, int32_t keepdim) {
    return make([&] { return self->var(optional_lengths(dims, n), unbiased != 0, keepdim != 0); });
}

SHIM_API Handle ts_std(Handle self, int32_t unbiased) {
    return make([&] { return self->std(unbiased != 0); });
}

SHIM_API Handle ts_std_dims(Handle self, Lengths dims, int64_t n, int32_t unbiased, int32_t keepdim) {
    return make([&] { return self->std(optional_lengths(dims, n), unbiased != 0, keepdim != 0); });
}

SHIM_API Handle ts_norm(Handle self, float p) {
    return make([&] { return self->norm(p); });
}

SHIM_API Handle ts_norm_dim(Handle self, int64_t dim, int32_t keepdim, float p) {
    return make([&] { return self->norm(p, dim, keepdim != 0); });
}

SHIM_API Handle ts_amax(Handle self, Lengths dims, int64_t n, int32_t keepdim, Handle out) {
    return make([&] {
        return out == nullptr ? self->amax(lengths(dims, n), keepdim != 0) : at::amax_out(*out, *self, lengths(dims, n), keepdim != 0);
    });
}

SHIM_API Handle ts_amin(Handle self, Lengths dims, int64_t n, int32_t keepdim, Handle out) {
    return make([&] {
        return out == nullptr ? self->amin(lengths(dims, n), keepdim != 0) : at::amin_out(*out, *self, lengths(dims, n), keepdim != 0);
    });
}

SHIM_API Handle ts_max(Handle self) {
    return make([&] { return self->max(); });
}

SHIM_API Handle ts_min(Handle self) {
    return make([&] { return self->min(); });
}

SHIM_API void ts_max_dim(Handle self, int64_t dim, int32_t keepdim, Handle* values, Handle* indices) {
    make_two(values, indices, [&] { return self->max(dim, keepdim != 0); });
}

SHIM_API void ts_min_dim(Handle self, int64_t dim, int32_t keepdim, Handle* values, Handle* indices) {
    make_two(values, indices, [&] { return self->min(dim, keepdim != 0); });
}

SHIM_API Handle ts_argmax(Handle self, const int64_t* dim, int32_t keepdim) {
    return make([&] { return self->argmax(dim ? c10::make_optional(*dim) : c10::nullopt, keepdim != 0); });
}

SHIM_API Handle ts_argmin(Handle self, const int64_t* dim, int32_t keepdim) {
    return make([&] { return self->argmin(dim ? c10::make_optional(*dim) : c10::nullopt, keepdim != 0); });
}

SHIM_API Handle ts_argsort(Handle self, int64_t dim, int32_t descending) {
    return make([&] { return self->argsort(dim, descending != 0); });
}

SHIM_API void ts_sort(Handle self, int64_t dim, int32_t descending, int32_t stable, Handle* values, Handle* indices) {
    make_two(values, indices, [&] { return self->sort(c10::make_optional(stable != 0), dim, descending != 0); });
}

SHIM_API void ts_topk(Handle self, int64_t k, int64_t dim, int32_t largest, int32_t sorted, Handle* values, Handle* indices) {
    make_two(values, indices, [&] { return self->topk(k, dim, largest != 0, sorted != 0); });
}

SHIM_API Handle ts_median(Handle self) {
    return make([&] { return self->median(); });
}

SHIM_API Handle ts_cumsum(Handle self, int64_t dim, int32_t dtype) {
    return make([&] { return self->cumsum(dim, optional_dtype(dtype)); });
}

SHIM_API Handle ts_logsumexp(Handle self, int64_t dim, int32_t keepdim) {
    return make([&] { return self->logsumexp(dim, keepdim != 0); });
}

SHIM_API Handle ts_all(Handle self) {
    return make([&] { return self->all(); });
}

SHIM_API Handle ts_all_dim(Handle self, int64_t dim, int32_t keepdim) {
    return make([&] { return self->all(dim, keepdim != 0); });
}

SHIM_API Handle ts_any(Handle self) {
    return make([&] { return self->any(); });
}

SHIM_API Handle ts_any_dim(Handle self, int64_t dim, int32_t keepdim) {
    return make([&] { return self->any(dim, keepdim != 0); });
}

SHIM_API Handle ts_softmax(Handle self, int64_t dim, int32_t dtype) {
    return make([&] { return self->softmax(dim, optional_dtype(dtype)); });
}

SHIM_API Handle ts_log_softmax(Handle self, int64_t dim, int32_t dtype) {
    return make([&] { return self->log_softmax(dim, optional_dtype(dtype)); });
}
