#pragma once

#include <ostream>

#include "common/error.h"

namespace dateline {

/// Sees to it that the descriptors of standard input, output and error are taken, so that no file which the
/// program opens becomes one of them: what is closed is opened in such a way that reading or writing it
/// fails. Standard error, where nobody could tell of it, goes nowhere. To be called before anything is
/// opened.
void secure_standard_streams();

/// True when nothing can be read from standard input because it was closed when the program began.
[[nodiscard]] bool standard_input_is_closed();

/// Passes `code` on when all that was written to `out`, which is standard output, has arrived, or when its
/// reader closed the pipe: that one had enough. Else throws Error.
[[nodiscard]] ExitCode flushed(ExitCode code, std::ostream& out);

}  // namespace dateline
