#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/fields.h"

namespace dateline {

/// Every value of every faceted field, numbered: what the archive's slots hold is these numbers. On disk a
/// file of lines "FIELD TAB KEY TAB NAME", line 0 first; it only grows, and numbers never change, so parts of
/// the archive can be merged without touching them. Two names of one field are one when their folded keys
/// are equal; the spelling met first is shown.
class NameBook {
public:
    struct Entry {
        FieldId field;
        std::string_view key;
        std::string_view name;
    };

    /// Reads the first `bytes` bytes of the file. Throws Error when it is shorter or damaged, or when a
    /// `hash` (names_hash) is given and is not theirs.
    NameBook(const std::filesystem::path& file, std::uint64_t bytes, std::string_view hash = {});
    NameBook(const NameBook&) = delete;  // the entries point into the content
    NameBook& operator=(const NameBook&) = delete;

    [[nodiscard]] std::size_t size() const { return entries_.size(); }
    [[nodiscard]] const Entry& operator[](std::uint32_t number) const;

private:
    std::string content_;
    std::vector<Entry> entries_;
};

/// The hash of the first `bytes` bytes of the file, as the manifest has it.
[[nodiscard]] std::string names_hash(const std::filesystem::path& file, std::uint64_t bytes);

/// An article has the number of a name that the book does not have.
[[noreturn]] void throw_unknown_name();

/// The same book while a run writes: numbers names for any number of threads and remembers the lines that
/// are to be added to the file.
class GrowingNameBook {
public:
    /// As a NameBook.
    GrowingNameBook(const std::filesystem::path& file, std::uint64_t bytes, std::string_view hash = {});

    /// The number of that name, a new one when it is met first.
    [[nodiscard]] std::uint32_t number(FieldId field, std::string_view key, std::string_view name);

    /// Writes the new lines behind the valid ones, durably, and returns how many bytes are valid now. Not
    /// to be called while other threads number names.
    std::uint64_t save();

private:
    std::filesystem::path file_;
    std::uint64_t valid_bytes_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::string added_;
};

}  // namespace dateline
