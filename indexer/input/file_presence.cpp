#include "indexer/input/file_presence.h"

#include <cerrno>
#include <sys/stat.h>

#include "indexer/input/visible.h"

namespace dateline {

FilePresence presence_of(std::string_view file) {
    struct stat status {};
    if (::stat(bytes_of_visible(file).c_str(), &status) == 0) return FilePresence::there;
    return errno == ENOENT || errno == ENOTDIR ? FilePresence::gone : FilePresence::unknown;
}

}  // namespace dateline
