#pragma once

#include <cstdint>
#include <string_view>

namespace dateline {

enum class FilePresence : std::uint8_t {
    there,
    gone,     ///< the system says that there is no such file
    unknown,  ///< it does not say: no permission, a disk that fails, a server that does not answer
};

/// Of a file that is named as Article::file is.
[[nodiscard]] FilePresence presence_of(std::string_view file);

}  // namespace dateline
