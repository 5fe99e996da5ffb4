// TorchScript modules.
#include "shim.h"

#include <torch/script.h>

using Script = torch::jit::Module*;

/// One argument: kind 0 is a tensor, 1 an integer, 2 a double's bits, 3 a boolean.
struct Argument {
    int64_t bits;
    Handle tensor;
    int32_t kind;
};

/// What forward gave back.
enum Result : int32_t { Unknown = 0, SingleTensor = 1, TupleOfTensors = 2, ListOfTensors = 3 };

static c10::IValue value(const Argument& argument) {
    switch (argument.kind) {
        case 0:
            return *argument.tensor;
        case 1:
            return argument.bits;
        case 2: {
            double number;
            memcpy(&number, &argument.bits, sizeof number);
            return number;
        }
        default:
            return argument.bits != 0;
    }
}

static Result collect(const c10::IValue& result, std::vector<at::Tensor>& tensors) {
    if (result.isTensor()) {
        tensors.push_back(result.toTensor());
        return SingleTensor;
    }
    if (result.isTensorList()) {
        tensors = result.toTensorVector();
        return ListOfTensors;
    }
    if (!result.isTuple()) {
        return Unknown;
    }
    for (const auto& element : result.toTupleRef().elements()) {
        if (!element.isTensor()) {
            return Unknown;
        }
        tensors.push_back(element.toTensor());
    }
    return TupleOfTensors;
}

SHIM_API Script ts_script_load(const char* path, int32_t device_type, int32_t device_index) {
    try {
        auto device = at::Device(static_cast<at::DeviceType>(device_type), static_cast<at::DeviceIndex>(device_index));
        return new torch::jit::Module(torch::jit::load(path, device));
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

SHIM_API void ts_script_free(Script script) { delete script; }

SHIM_API int32_t ts_script_train(Script script, int32_t on) {
    return run([&] { script->train(on != 0); });
}

SHIM_API int64_t ts_script_is_training(Script script) {
    return count([&] { return script->is_training(); });
}

SHIM_API int32_t ts_script_forward(
    Script script, const Argument* arguments, int64_t n, int32_t* kind, Handle** list, int64_t* length) {
    *list = nullptr;
    *length = 0;
    return run([&] {
        std::vector<c10::IValue> inputs;
        for (int64_t i = 0; i < n; i++) {
            inputs.push_back(value(arguments[i]));
        }
        std::vector<at::Tensor> tensors;
        *kind = collect(script->forward(std::move(inputs)), tensors);
        if (*kind != Unknown) {
            give_list(tensors, list, length);
        }
    });
}
