#include "shim.h"

#include <exception>
#include <string>

namespace {
thread_local std::string message;
}

void remember_exception() noexcept {
    try {
        try {
            throw;
        } catch (const c10::Error& error) {
            message = error.what_without_backtrace();
        } catch (const std::exception& error) {
            message = error.what();
        } catch (...) {
            message = "libtorch threw something that is not a std::exception";
        }
    } catch (...) {
        message.clear();  // Out of memory while copying the message.
    }
}

/// The message of this thread's last failed call, valid until its next failed call.
SHIM_API const char* ts_error() { return message.empty() ? "libtorch ran out of memory" : message.c_str(); }
