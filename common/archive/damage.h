#pragma once

#include <string>

#include "common/error.h"

namespace dateline {

/// The error for whatever in an archive is not as it was written; `what` says which part of it.
[[nodiscard]] inline Error damaged_archive(const std::string& what) {
    return Error("the archive is damaged: " + what,
                 "dateline-index --check says where, --repair mends what can be; or restore a backup");
}

}  // namespace dateline
