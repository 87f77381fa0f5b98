#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/archive/values.h"

namespace dateline {

/// The names that each of some documents has in one field, all in one row: what is counted for thousands of
/// documents is not taken apart one by one.
struct NameLists {
    std::vector<std::uint32_t> numbers;  ///< in the book of names
    std::vector<std::uint64_t> marks;    ///< of each number, see values::mark_of; or none at all
    std::vector<std::uint32_t> ends;     ///< of each document: where its names end

    [[nodiscard]] std::size_t documents() const { return ends.size(); }
    [[nodiscard]] std::size_t first(std::size_t document) const {
        return document == 0 ? 0 : ends[document - 1];
    }

    void clear() {
        numbers.clear();
        marks.clear();
        ends.clear();
    }

    /// Adds a document with that value of the slot, as far as it reads.
    void add(std::string_view value, bool with_marks) {
        values::for_each_name(value, [&](std::uint32_t number, std::uint32_t mentions, bool in_front) {
            numbers.push_back(number);
            if (with_marks) marks.push_back(values::mark_of(mentions, in_front));
        });
        ends.push_back(static_cast<std::uint32_t>(numbers.size()));
    }
};

}  // namespace dateline
