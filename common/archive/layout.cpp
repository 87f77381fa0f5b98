#include "common/archive/layout.h"

#include <fmt/format.h>

namespace dateline::layout {

Path manifest(const Path& archive) {
    return archive / "manifest";
}
Path names(const Path& archive) {
    return archive / "names";
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

Path sketches(const Path& part) {
    return part / "sketches";
}

Path copy_texts(const Path& segment) {
    return segment / "copy-texts";
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

std::string copies_name(std::uint64_t part, std::uint64_t revision) {
    return fmt::format("copies-{:06}-{:06}", part, revision);
}

bool belongs_to_part(std::string_view file_name) {
    return file_name.starts_with("part-") || file_name.starts_with("dead-") ||
           file_name.starts_with("copies-");
}

}  // namespace dateline::layout
