// Gradients and the modes that switch them.
#include "shim.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

SHIM_API int32_t ts_grad_of(
    const Handle* outputs, int64_t n, const Handle* inputs, int64_t m, const Handle* grad_outputs, int64_t k, int32_t retain_graph,
    int32_t create_graph, int32_t allow_unused, Handle** list, int64_t* length) {
    return run([&] {
        auto gradients = torch::autograd::grad(
            tensors(outputs, n), tensors(inputs, m), tensors(grad_outputs, k), retain_graph != 0, create_graph != 0, allow_unused != 0);
        give_list(gradients, list, length);
    });
}

SHIM_API int32_t ts_backward(
    const Handle* of, int64_t n, const Handle* grad_tensors, int64_t k, int32_t retain_graph, int32_t create_graph, const Handle* inputs,
    int64_t m) {
    return run([&] {
        torch::autograd::backward(tensors(of, n), tensors(grad_tensors, k), retain_graph != 0, create_graph != 0, tensors(inputs, m));
    });
}

/// The accumulated gradient; null with Ok where there is none.
SHIM_API int32_t ts_grad(Handle self, Handle* grad) {
    return run([&] {
        const auto& value = self->grad();
        *grad = value.defined() ? new at::Tensor(value) : nullptr;
    });
}

SHIM_API int32_t ts_set_grad(Handle self, Handle grad) {
    return run([&] { self->mutable_grad() = grad == nullptr ? at::Tensor() : *grad; });
}

SHIM_API int64_t ts_requires_grad(Handle self) {
    return count([&] { return self->requires_grad(); });
}

SHIM_API int32_t ts_set_requires_grad(Handle self, int32_t value) {
    return run([&] { self->set_requires_grad(value != 0); });
}

SHIM_API int64_t ts_is_leaf(Handle self) {
    return count([&] { return self->is_leaf(); });
}

SHIM_API int32_t ts_retain_grad(Handle self) {
    return run([&] { self->retain_grad(); });
}

SHIM_API Handle ts_detach(Handle self) {
    return make([&] { return self->detach(); });
}

SHIM_API int32_t ts_detach_(Handle self) {
    return run([&] { self->detach_(); });
}

SHIM_API int32_t ts_grad_enabled() { return at::GradMode::is_enabled() ? 1 : 0; }

SHIM_API void ts_set_grad_enabled(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

SHIM_API int32_t ts_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

/// A guard that lives until ts_inference_mode_leave; both on the same thread.
SHIM_API c10::InferenceMode* ts_inference_mode_enter(int32_t enabled) {
    try {
        return new c10::InferenceMode(enabled != 0);
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

SHIM_API void ts_inference_mode_leave(c10::InferenceMode* guard) { delete guard; }
