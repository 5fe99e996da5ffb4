// What tensors take: for tests of the lab's memory estimates. TorchSharp has no such function, so no managed class calls these.
#include "shim.h"

#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>

#include <algorithm>

namespace {

/// Counts the CPU memory that tensors made by one thread hold, from the moment that the watch begins.
class MemoryWatch : public c10::MemoryReportingInfoBase {
public:
    void reportMemoryUsage(void*, int64_t size, int64_t, int64_t, c10::Device device) override {
        if (device.is_cpu()) {
            held_ += size;
            peak_ = std::max(peak_, held_);
        }
    }

    bool memoryProfilingEnabled() const override { return true; }

    int64_t peak() const { return peak_; }

private:
    int64_t held_ = 0;
    int64_t peak_ = 0;
};

}  // namespace

/// Begins to count what the calling thread's tensors hold; watches nest.
SHIM_API int32_t ts_watch_memory() {
    return run([] { c10::ThreadLocalDebugInfo::_push(c10::DebugInfoKind::PROFILER_STATE, std::make_shared<MemoryWatch>()); });
}

/// Ends the calling thread's latest watch: the most bytes that were held at once.
SHIM_API int64_t ts_watched_memory() {
    return count([] { return std::static_pointer_cast<MemoryWatch>(c10::ThreadLocalDebugInfo::_pop(c10::DebugInfoKind::PROFILER_STATE))->peak(); });
}
