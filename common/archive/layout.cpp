#include "common/archive/layout.h"

#include <charconv>

#include <fmt/format.h>

namespace dateline::layout {

namespace {

std::optional<std::uint64_t> number_behind(std::string_view prefix, std::string_view name) {
    if (!name.starts_with(prefix)) return std::nullopt;
    name.remove_prefix(prefix.size());
    std::uint64_t number = 0;
    const auto [end, status] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (status != std::errc{} || end != name.data() + name.size()) return std::nullopt;
    return number;
}

}  // namespace

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

Path rebuilt(const Path& archive) {
    return work(archive) / "rebuilt";
}

Path names_draft(const Path& archive) {
    return archive / "names.new";
}

Path damaged(const Path& archive, std::uint64_t revision) {
    return archive / fmt::format("damaged-{:06}", revision);
}

Path sketches(const Path& part) {
    return part / "sketches";
}

Path columns(const Path& part) {
    return part / "columns";
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

Path merge_step(const Path& part, std::uint64_t number) {
    return part.parent_path() / fmt::format("{}-step-{:06}", part.filename().string(), number);
}

std::string dead_name(std::uint64_t part, std::uint64_t revision) {
    return fmt::format("dead-{:06}-{:06}", part, revision);
}

std::string copies_name(std::uint64_t part, std::uint64_t revision) {
    return fmt::format("copies-{:06}-{:06}", part, revision);
}

bool is_copies_name(std::string_view file_name) {
    return file_name.starts_with("copies-");
}

bool belongs_to_part(std::string_view file_name) {
    return file_name.starts_with("part-") || file_name.starts_with("dead-") || is_copies_name(file_name);
}

std::optional<std::uint64_t> part_number(std::string_view file_name) {
    const std::optional<std::uint64_t> number = number_behind("part-", file_name);
    return number && file_name == part_name(*number) ? number : std::nullopt;
}

std::optional<std::uint64_t> dead_revision(std::string_view file_name, std::uint64_t part) {
    const std::optional<std::uint64_t> revision = number_behind(fmt::format("dead-{:06}-", part), file_name);
    return revision && file_name == dead_name(part, *revision) ? revision : std::nullopt;
}

}  // namespace dateline::layout
