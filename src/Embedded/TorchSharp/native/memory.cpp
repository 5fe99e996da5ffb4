// Handles: life, shape and raw bytes.
#include "shim.h"

SHIM_API void ts_free(Handle tensor) { delete tensor; }

SHIM_API void ts_free_list(Handle* list) { delete[] list; }

SHIM_API Handle ts_alias(Handle self) {
    return make([&] { return at::alias(*self); });
}

SHIM_API int64_t ts_ndim(Handle self) {
    return count([&] { return self->dim(); });
}

SHIM_API int64_t ts_numel(Handle self) {
    return count([&] { return self->numel(); });
}

SHIM_API int64_t ts_element_size(Handle self) {
    return count([&] { return self->element_size(); });
}

SHIM_API int64_t ts_size(Handle self, int64_t dim) {
    return count([&] { return self->size(dim); });
}

SHIM_API int64_t ts_stride(Handle self, int64_t dim) {
    return count([&] { return self->stride(dim); });
}

SHIM_API int32_t ts_sizes(Handle self, int64_t* sizes) {
    return run([&] {
        auto from = self->sizes();
        std::copy(from.begin(), from.end(), sizes);
    });
}

SHIM_API int32_t ts_strides(Handle self, int64_t* strides) {
    return run([&] {
        auto from = self->strides();
        std::copy(from.begin(), from.end(), strides);
    });
}

SHIM_API int64_t ts_storage_offset(Handle self) {
    return count([&] { return self->storage_offset(); });
}

SHIM_API int64_t ts_dtype(Handle self) {
    return count([&] { return self->scalar_type(); });
}

SHIM_API int64_t ts_device_type(Handle self) {
    return count([&] { return self->device().type(); });
}

/// The device's index plus one: 0 means that the device has none.
SHIM_API int64_t ts_device_ordinal(Handle self) {
    return count([&] { return self->device().index() + 1; });
}

SHIM_API int64_t ts_is_contiguous(Handle self) {
    return count([&] { return self->is_contiguous(); });
}

SHIM_API int64_t ts_is_sparse(Handle self) {
    return count([&] { return self->is_sparse(); });
}

/// The first element in memory; null with Ok where the tensor has no elements.
SHIM_API int32_t ts_data(Handle self, void** data) {
    return run([&] { *data = self->data_ptr(); });
}

std::vector<at::Tensor> tensors(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> result;
    result.reserve(static_cast<size_t>(count));
    for (int64_t i = 0; i < count; i++) {
        result.push_back(handles[i] == nullptr ? at::Tensor() : *handles[i]);
    }
    return result;
}

void give_list(const std::vector<at::Tensor>& from, Handle** list, int64_t* length) {
    std::vector<std::unique_ptr<at::Tensor>> owned;
    owned.reserve(from.size());
    for (const auto& tensor : from) {
        owned.push_back(tensor.defined() ? std::make_unique<at::Tensor>(tensor) : nullptr);
    }
    auto given = std::make_unique<Handle[]>(from.size());
    for (size_t i = 0; i < owned.size(); i++) {
        given[i] = owned[i].release();
    }
    *list = given.release();
    *length = static_cast<int64_t>(from.size());
}
