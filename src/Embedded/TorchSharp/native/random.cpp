// Generators and random tensors. Without a generator libtorch's process-wide default one is used.
#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>

#include <mutex>

using Rng = at::Generator*;

SHIM_API Rng ts_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
    try {
        auto device = at::Device(static_cast<at::DeviceType>(device_type), static_cast<at::DeviceIndex>(device_index));
        if (device.is_cpu()) {
            return new at::Generator(at::detail::createCPUGenerator(seed));
        }
        auto generator = at::globalContext().defaultGenerator(device).clone();
        generator.set_current_seed(seed);
        return new at::Generator(generator);
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

SHIM_API Rng ts_generator_default() {
    try {
        return new at::Generator(at::detail::getDefaultCPUGenerator());
    } catch (...) {
        remember_exception();
        return nullptr;
    }
}

SHIM_API void ts_generator_free(Rng generator) { delete generator; }

SHIM_API int32_t ts_generator_seed(Rng generator, uint64_t seed) {
    return run([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
    });
}

SHIM_API int32_t ts_generator_initial_seed(Rng generator, uint64_t* seed) {
    return run([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        *seed = generator->current_seed();
    });
}

SHIM_API Handle ts_generator_get_state(Rng generator) {
    return make([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        return generator->get_state();
    });
}

SHIM_API int32_t ts_generator_set_state(Rng generator, Handle state) {
    return run([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(*state);
    });
}

SHIM_API Handle ts_rand(Lengths sizes, int64_t n, Rng generator, Spec spec) {
    return make([&] { return with_grad(at::rand(lengths(sizes, n), optional_generator(generator), options(spec)), spec); });
}

SHIM_API Handle ts_randn(Lengths sizes, int64_t n, Rng generator, Spec spec) {
    return make([&] { return with_grad(at::randn(lengths(sizes, n), optional_generator(generator), options(spec)), spec); });
}

SHIM_API Handle ts_randint(int64_t low, int64_t high, Lengths sizes, int64_t n, Rng generator, Spec spec) {
    return make([&] { return with_grad(at::randint(low, high, lengths(sizes, n), optional_generator(generator), options(spec)), spec); });
}

SHIM_API Handle ts_randperm(int64_t n, Rng generator, Spec spec) {
    return make([&] { return with_grad(at::randperm(n, optional_generator(generator), options(spec)), spec); });
}

SHIM_API Handle ts_rand_like(Handle self, Spec spec) {
    return make([&] { return with_grad(at::rand_like(*self, options(spec)), spec); });
}

SHIM_API Handle ts_randn_like(Handle self, Spec spec) {
    return make([&] { return with_grad(at::randn_like(*self, options(spec)), spec); });
}

SHIM_API int32_t ts_normal_(Handle self, double mean, double std, Rng generator) {
    return run([&] { self->normal_(mean, std, optional_generator(generator)); });
}

SHIM_API int32_t ts_uniform_(Handle self, double from, double to, Rng generator) {
    return run([&] { self->uniform_(from, to, optional_generator(generator)); });
}

SHIM_API int32_t ts_exponential_(Handle self, double lambda, Rng generator) {
    return run([&] { self->exponential_(lambda, optional_generator(generator)); });
}

SHIM_API int32_t ts_bernoulli_(Handle self, double p, Rng generator) {
    return run([&] { self->bernoulli_(p, optional_generator(generator)); });
}

SHIM_API int32_t ts_bernoulli_tensor_(Handle self, Handle p, Rng generator) {
    return run([&] { self->bernoulli_(*p, optional_generator(generator)); });
}

SHIM_API Handle ts_bernoulli(Handle self, Rng generator) {
    return make([&] { return self->bernoulli(optional_generator(generator)); });
}

SHIM_API Handle ts_multinomial(Handle self, int64_t samples, int32_t replacement, Rng generator) {
    return make([&] { return self->multinomial(samples, replacement != 0, optional_generator(generator)); });
}
