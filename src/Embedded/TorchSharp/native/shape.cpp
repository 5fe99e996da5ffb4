// Views, copies of another shape, joining and splitting.
#include "shim.h"

SHIM_API Handle ts_reshape(Handle self, Lengths shape, int64_t n) {
    return make([&] { return self->reshape(lengths(shape, n)); });
}

SHIM_API Handle ts_view(Handle self, Lengths shape, int64_t n) {
    return make([&] { return self->view(lengths(shape, n)); });
}

SHIM_API Handle ts_flatten(Handle self, int64_t start, int64_t end) {
    return make([&] { return self->flatten(start, end); });
}

SHIM_API Handle ts_unflatten(Handle self, int64_t dim, Lengths sizes, int64_t n) {
    return make([&] { return self->unflatten(dim, lengths(sizes, n)); });
}

SHIM_API Handle ts_squeeze(Handle self) {
    return make([&] { return self->squeeze(); });
}

SHIM_API Handle ts_squeeze_dim(Handle self, int64_t dim) {
    return make([&] { return self->squeeze(dim); });
}

SHIM_API Handle ts_unsqueeze(Handle self, int64_t dim) {
    return make([&] { return self->unsqueeze(dim); });
}

SHIM_API int32_t ts_squeeze_(Handle self) {
    return run([&] { self->squeeze_(); });
}

SHIM_API int32_t ts_squeeze_dim_(Handle self, int64_t dim) {
    return run([&] { self->squeeze_(dim); });
}

SHIM_API int32_t ts_unsqueeze_(Handle self, int64_t dim) {
    return run([&] { self->unsqueeze_(dim); });
}

SHIM_API Handle ts_expand(Handle self, Lengths sizes, int64_t n, int32_t implicit) {
    return make([&] { return self->expand(lengths(sizes, n), implicit != 0); });
}

SHIM_API Handle ts_repeat(Handle self, Lengths repeats, int64_t n) {
    return make([&] { return self->repeat(lengths(repeats, n)); });
}

SHIM_API Handle ts_tile(Handle self, Lengths repeats, int64_t n) {
    return make([&] { return self->tile(lengths(repeats, n)); });
}

SHIM_API Handle ts_repeat_interleave(Handle self, int64_t repeats, const int64_t* dim, const int64_t* output_size) {
    return make([&] {
        return self->repeat_interleave(repeats, dim ? c10::make_optional(*dim) : c10::nullopt, output_size ? c10::make_optional(*output_size) : c10::nullopt);
    });
}

SHIM_API Handle ts_repeat_interleave_tensor(Handle self, Handle repeats, const int64_t* dim, const int64_t* output_size) {
    return make([&] {
        return self->repeat_interleave(*repeats, dim ? c10::make_optional(*dim) : c10::nullopt, output_size ? c10::make_optional(*output_size) : c10::nullopt);
    });
}

SHIM_API Handle ts_permute(Handle self, Lengths dims, int64_t n) {
    return make([&] { return self->permute(lengths(dims, n)); });
}

SHIM_API Handle ts_transpose(Handle self, int64_t first, int64_t second) {
    return make([&] { return self->transpose(first, second); });
}

SHIM_API Handle ts_t(Handle self) {
    return make([&] { return self->t(); });
}

SHIM_API Handle ts_mT(Handle self) {
    return make([&] { return self->mT(); });
}

SHIM_API Handle ts_movedim(Handle self, Lengths source, int64_t n, Lengths destination, int64_t m) {
    return make([&] { return self->movedim(lengths(source, n), lengths(destination, m)); });
}

SHIM_API Handle ts_flip(Handle self, Lengths dims, int64_t n) {
    return make([&] { return self->flip(lengths(dims, n)); });
}

SHIM_API Handle ts_roll(Handle self, Lengths shifts, int64_t n, Lengths dims, int64_t m) {
    return make([&] { return self->roll(lengths(shifts, n), lengths(dims, m)); });
}

SHIM_API Handle ts_as_strided(Handle self, Lengths sizes, Lengths strides, int64_t n, int64_t offset) {
    return make([&] { return self->as_strided(lengths(sizes, n), lengths(strides, n), offset); });
}

SHIM_API Handle ts_unfold(Handle self, int64_t dim, int64_t size, int64_t step) {
    return make([&] { return self->unfold(dim, size, step); });
}

SHIM_API Handle ts_tril(Handle self, int64_t diagonal) {
    return make([&] { return self->tril(diagonal); });
}

SHIM_API Handle ts_triu(Handle self, int64_t diagonal) {
    return make([&] { return self->triu(diagonal); });
}

SHIM_API Handle ts_diagonal(Handle self, int64_t offset, int64_t dim1, int64_t dim2) {
    return make([&] { return self->diagonal(offset, dim1, dim2); });
}

SHIM_API Handle ts_cat(const Handle* list, int64_t n, int64_t dim) {
    return make([&] { return at::cat(tensors(list, n), dim); });
}

SHIM_API Handle ts_stack(const Handle* list, int64_t n, int64_t dim) {
    return make([&] { return at::stack(tensors(list, n), dim); });
}

SHIM_API int32_t ts_split(Handle self, int64_t size, int64_t dim, Handle** list, int64_t* length) {
    return run([&] { give_list(self->split(size, dim), list, length); });
}

SHIM_API int32_t ts_split_sizes(Handle self, Lengths sizes, int64_t n, int64_t dim, Handle** list, int64_t* length) {
    return run([&] { give_list(self->split_with_sizes(lengths(sizes, n), dim), list, length); });
}

SHIM_API int32_t ts_chunk(Handle self, int64_t chunks, int64_t dim, Handle** list, int64_t* length) {
    return run([&] { give_list(self->chunk(chunks, dim), list, length); });
}

SHIM_API int32_t ts_unbind(Handle self, int64_t dim, Handle** list, int64_t* length) {
    return run([&] { give_list(self->unbind(dim), list, length); });
}

SHIM_API int32_t ts_meshgrid(const Handle* from, int64_t n, int32_t ij, Handle** list, int64_t* length) {
    return run([&] { give_list(at::meshgrid(tensors(from, n), ij != 0 ? "ij" : "xy"), list, length); });
}
