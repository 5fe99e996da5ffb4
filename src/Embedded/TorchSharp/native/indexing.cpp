// Picking and writing elements.
#include "shim.h"

#include <ATen/TensorIndexing.h>

using at::indexing::Slice;
using at::indexing::TensorIndex;

namespace {
/// One place of an index expression; has_* say which ends of a slice are given.
struct Place {
    int64_t start;
    int64_t stop;
    int64_t step;
    Handle tensor;
    int32_t kind;  // 0 None, 1 Single, 2 Null, 3 Ellipsis, 4 Bool, 5 Tensor, 6 Slice (TorchSharp's own order)
    int32_t given;  // bit 0 start, bit 1 stop, bit 2 step
};

std::vector<TensorIndex> places(const Place* from, int64_t count) {
    std::vector<TensorIndex> result;
    result.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) {
        const auto& place = from[i];
        switch (place.kind) {
            case 1:
                result.emplace_back(place.start);
                break;
            case 3:
                result.emplace_back(at::indexing::Ellipsis);
                break;
            case 4:
                result.emplace_back(place.start != 0);
                break;
            case 5:
                result.emplace_back(*place.tensor);
                break;
            case 6:
                result.emplace_back(Slice(
                    (place.given & 1) != 0 ? c10::make_optional(place.start) : c10::nullopt,
                    (place.given & 2) != 0 ? c10::make_optional(place.stop) : c10::nullopt,
                    (place.given & 4) != 0 ? c10::make_optional(place.step) : c10::nullopt));
                break;
            default:
                result.emplace_back(at::indexing::None);
                break;
        }
    }
    return result;
}
}  // namespace

SHIM_API Handle ts_index(Handle self, const Place* index, int64_t n) {
    return make([&] { return self->index(places(index, n)); });
}

SHIM_API int32_t ts_index_put_(Handle self, const Place* index, int64_t n, Handle value) {
    return run([&] { self->index_put_(places(index, n), *value); });
}

SHIM_API int32_t ts_index_put_scalar_(Handle self, const Place* index, int64_t n, Number value) {
    return run([&] { self->index_put_(places(index, n), scalar(value)); });
}

SHIM_API Handle ts_select(Handle self, int64_t dim, int64_t index) {
    return make([&] { return self->select(dim, index); });
}

SHIM_API Handle ts_narrow(Handle self, int64_t dim, int64_t start, int64_t length) {
    return make([&] { return self->narrow(dim, start, length); });
}

SHIM_API Handle ts_slice(Handle self, int64_t dim, int64_t start, int64_t end, int64_t step) {
    return make([&] { return self->slice(dim, start, end, step); });
}

SHIM_API Handle ts_index_select(Handle self, int64_t dim, Handle index) {
    return make([&] { return self->index_select(dim, *index); });
}

SHIM_API Handle ts_masked_select(Handle self, Handle mask) {
    return make([&] { return self->masked_select(*mask); });
}

SHIM_API Handle ts_masked_fill(Handle self, Handle mask, Number value) {
    return make([&] { return self->masked_fill(*mask, scalar(value)); });
}

SHIM_API int32_t ts_masked_fill_(Handle self, Handle mask, Number value) {
    return run([&] { self->masked_fill_(*mask, scalar(value)); });
}

SHIM_API Handle ts_gather(Handle self, int64_t dim, Handle index) {
    return make([&] { return self->gather(dim, *index); });
}

SHIM_API Handle ts_scatter(Handle self, int64_t dim, Handle index, Handle source) {
    return make([&] { return self->scatter(dim, *index, *source); });
}

SHIM_API int32_t ts_scatter_(Handle self, int64_t dim, Handle index, Handle source) {
    return run([&] { self->scatter_(dim, *index, *source); });
}

SHIM_API Handle ts_scatter_add(Handle self, int64_t dim, Handle index, Handle source) {
    return make([&] { return self->scatter_add(dim, *index, *source); });
}

SHIM_API int32_t ts_scatter_add_(Handle self, int64_t dim, Handle index, Handle source) {
    return run([&] { self->scatter_add_(dim, *index, *source); });
}

SHIM_API int32_t ts_index_copy_(Handle self, int64_t dim, Handle index, Handle source) {
    return run([&] { self->index_copy_(dim, *index, *source); });
}

SHIM_API int32_t ts_index_add_(Handle self, int64_t dim, Handle index, Handle source, Number alpha) {
    return run([&] { self->index_add_(dim, *index, *source, scalar(alpha)); });
}

SHIM_API Handle ts_nonzero(Handle self) {
    return make([&] { return self->nonzero(); });
}

SHIM_API Handle ts_where(Handle condition, Handle self, Handle other) {
    return make([&] { return at::where(*condition, *self, *other); });
}
