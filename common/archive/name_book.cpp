#include "common/archive/name_book.h"

#include <charconv>

#include <fmt/format.h>

#include "common/archive/damage.h"
#include "common/archive/durable.h"
#include "common/error.h"
#include "common/hash.h"

namespace dateline {

namespace {

[[noreturn]] void damaged(const std::filesystem::path& file) {
    throw damaged_archive("its names are not as they were written").at(file.string());
}

std::string first_bytes(const std::filesystem::path& file, std::uint64_t bytes) {
    std::string content = read_file(file);
    if (content.size() < bytes) damaged(file);
    content.resize(bytes);
    return content;
}

/// What is up to the mark, which is taken off too.
std::string_view take_until(std::string_view& text, char mark, const std::filesystem::path& file) {
    const std::size_t end = text.find(mark);
    if (end == std::string_view::npos) damaged(file);
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end + 1);
    return taken;
}

/// Tabs and line ends part the lines of the file; no name needs them.
std::string on_one_line(std::string_view name) {
    std::string line(name);
    for (char& c : line) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return line;
}

}  // namespace

std::string names_hash(const std::filesystem::path& file, std::uint64_t bytes) {
    return to_hex(hash128(bytes == 0 ? std::string() : first_bytes(file, bytes)));
}

NameBook::NameBook(const std::filesystem::path& file, std::uint64_t bytes, std::string_view hash) {
    if (bytes == 0) return;
    content_ = first_bytes(file, bytes);
    if (!hash.empty() && hash != to_hex(hash128(content_))) damaged(file);
    std::string_view rest = content_;
    while (!rest.empty()) {
        const std::string_view digits = take_until(rest, '\t', file);
        unsigned id = 0;
        const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
        if (status != std::errc{} || end != digits.data() + digits.size() || id < 1 || id > fields.size()) {
            damaged(file);
        }
        const std::string_view key = take_until(rest, '\t', file);
        const std::string_view name = take_until(rest, '\n', file);
        entries_.push_back({static_cast<FieldId>(id), key, name});
    }
}

void throw_unknown_name() {
    throw Error("damaged archive: an article refers to a name that does not exist",
                "dateline-index --repair mends it");
}

const NameBook::Entry& NameBook::operator[](std::uint32_t number) const {
    if (number >= entries_.size()) throw_unknown_name();
    return entries_[number];
}

GrowingNameBook::GrowingNameBook(const std::filesystem::path& file, std::uint64_t bytes,
                                 std::string_view hash)
    : file_(file), valid_bytes_(bytes) {
    const NameBook known(file, bytes, hash);
    numbers_.reserve(known.size());
    for (std::uint32_t number = 0; number < known.size(); ++number) {
        const NameBook::Entry& entry = known[number];
        const auto [known_as, is_new] =
            numbers_.emplace(fmt::format("{}\t{}", static_cast<unsigned>(entry.field), entry.key), number);
        if (!is_new) damaged(file);  // the next number would be one that is taken
    }
}

std::uint32_t GrowingNameBook::number(FieldId field, std::string_view key, std::string_view name) {
    std::string line = fmt::format("{}\t{}", static_cast<unsigned>(field), key);
    const std::scoped_lock lock(mutex_);
    const auto [entry, is_new] =
        numbers_.try_emplace(std::move(line), static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) added_ += fmt::format("{}\t{}\n", entry->first, on_one_line(name));
    return entry->second;
}

std::uint64_t GrowingNameBook::save() {
    if (added_.empty()) return valid_bytes_;
    append_durably(file_, valid_bytes_, added_);
    valid_bytes_ += added_.size();
    added_.clear();
    return valid_bytes_;
}

}  // namespace dateline
