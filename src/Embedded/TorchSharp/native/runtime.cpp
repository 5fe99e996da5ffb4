// Threads and devices of the process.
#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

SHIM_API int32_t ts_get_num_threads() { return at::get_num_threads(); }

SHIM_API int32_t ts_set_num_threads(int32_t threads) {
    return run([&] { at::set_num_threads(threads); });
}

SHIM_API int32_t ts_get_num_interop_threads() { return at::get_num_interop_threads(); }

SHIM_API int32_t ts_set_num_interop_threads(int32_t threads) {
    return run([&] { at::set_num_interop_threads(threads); });
}

SHIM_API int32_t ts_cuda_device_count() {
    try {
        return at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0;
    } catch (...) {
        return 0;  // A CUDA build on a host without a driver has no devices.
    }
}

SHIM_API int32_t ts_manual_seed(uint64_t seed) {
    return run([&] { at::manual_seed(seed); });
}
