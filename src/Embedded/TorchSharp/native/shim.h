// The plain C ABI between TorchSharp's managed classes and libtorch.
//
// Ownership: a Handle is one heap-allocated at::Tensor. Every function that returns or fills in a Handle gives it away;
// the managed side frees it exactly once with ts_free. Arguments are borrowed for the length of the call.
// Errors: no exception leaves this library. A failed call returns nullptr (tensors) or -1 (everything else), owns nothing
// more than before, and leaves libtorch's message in ts_error() of the calling thread.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#define SHIM_API extern "C" __attribute__((visibility("default")))

using Handle = at::Tensor*;
using Lengths = const int64_t*;

constexpr int32_t Ok = 0;
constexpr int32_t Failed = -1;

/// A number as the managed Scalar holds it: kind 0 is an integer, 1 a double's bits, 2 a boolean.
struct Number {
    int64_t bits;
    int32_t kind;
};

/// What a new tensor is to be; dtype and device_type are -1 where they follow another tensor.
struct Spec {
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t requires_grad;
};

/// Keeps the message of the exception being handled for ts_error().
void remember_exception() noexcept;

at::Scalar scalar(Number number);
at::TensorOptions options(const Spec& spec);
at::Tensor with_grad(at::Tensor tensor, const Spec& spec);

inline at::IntArrayRef lengths(Lengths data, int64_t count) { return {data, static_cast<size_t>(count)}; }

inline at::OptionalIntArrayRef optional_lengths(Lengths data, int64_t count) {
    return count < 0 ? at::OptionalIntArrayRef() : at::OptionalIntArrayRef(lengths(data, count));
}

inline c10::optional<at::ScalarType> optional_dtype(int32_t dtype) {
    return dtype < 0 ? c10::nullopt : c10::make_optional(static_cast<at::ScalarType>(dtype));
}

inline c10::optional<at::Tensor> optional_tensor(Handle tensor) {
    return tensor == nullptr ? c10::nullopt : c10::make_optional(*tensor);
}

inline c10::optional<at::Generator> optional_generator(const at::Generator* generator) {
    return generator == nullptr ? c10::nullopt : c10::make_optional(*generator);
}

/// Tensors behind an array of handles; a null handle is an undefined tensor.
std::vector<at::Tensor> tensors(const Handle* handles, int64_t count);

/// Runs body, which returns at::Tensor, and gives its result away.
template <class Body>
Handle make(Body&& body) noexcept {
    try {
        return new at::Tensor(body());
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

/// Runs body, which returns a pair (or tuple of two) of tensors; both outs are null on failure.
template <class Body>
void make_two(Handle* first, Handle* second, Body&& body) noexcept {
    *first = *second = nullptr;
    try {
        auto [a, b] = body();
        auto one = std::make_unique<at::Tensor>(std::move(a));
        auto two = std::make_unique<at::Tensor>(std::move(b));
        *first = one.release();
        *second = two.release();
    } catch (...) {
        remember_exception();
    }
}

/// Runs body and says whether it went well.
template <class Body>
int32_t run(Body&& body) noexcept {
    try {
        body();
        return Ok;
    } catch (...) {
        remember_exception();
        return Failed;
    }
}

/// Runs body, which returns a number that is never negative.
template <class Body>
int64_t count(Body&& body) noexcept {
    try {
        return static_cast<int64_t>(body());
    } catch (...) {
        remember_exception();
        return Failed;
    }
}

/// Gives away a list of tensors: *list is an array of *length handles that ts_free_list releases (the array only).
void give_list(const std::vector<at::Tensor>& from, Handle** list, int64_t* length);
