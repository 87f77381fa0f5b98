#pragma once

#include <exception>
#include <ostream>

#include "common/error.h"

namespace dateline {

/// What `main` of every program returns: the code that `work` returns, or, when it throws, the error's own
/// with the error written for a person.
template <typename Work>
int exit_code_of(Work&& work, std::ostream& errors) {
    try {
        return static_cast<int>(work());
    } catch (const Error& error) {
        errors << error.describe() << '\n';
        return static_cast<int>(error.exit_code());
    } catch (const std::exception& error) {
        errors << "error: " << error.what() << '\n';
        return static_cast<int>(ExitCode::failed);
    }
}

}  // namespace dateline
