#include "common/archive/layout.h"

#include <fmt/format.h>

namespace dateline::layout {

Path manifest(const Path& archive) {
    return archive / "manifest";
}
Path names(const Path& archive) {
    return archive / "names";
}
Path runs(const Path& archive) {
    return archive / "runs";
}
Path lock(const Path& archive) {
    return archive / "lock";
}
Path work(const Path& archive) {
    return archive / "work";
}

Path records(const Path& part) {
    return part / "records";
}

Path segment(const Path& archive, std::uint64_t number) {
    return work(archive) / fmt::format("segment-{:06}", number);
}

std::uint64_t part_bytes(const Path& part) {
    std::uint64_t bytes = 0;
    std::error_code status;
    for (std::filesystem::directory_iterator entry(part, status), end; !status && entry != end;
         entry.increment(status)) {
        std::error_code unreadable;
        const std::uint64_t size = entry->file_size(unreadable);
        if (!unreadable) bytes += size;
    }
    return bytes;
}

std::string part_name(std::uint64_t number) {
    return fmt::format("part-{:06}", number);
}

std::string dead_name(std::uint64_t part, std::uint64_t revision) {
    return fmt::format("dead-{:06}-{:06}", part, revision);
}

bool is_part_or_dead(std::string_view file_name) {
    return file_name.starts_with("part-") || file_name.starts_with("dead-");
}

}  // namespace dateline::layout
