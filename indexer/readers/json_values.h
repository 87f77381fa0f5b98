#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// One value of a stream of JSON, still as text.
struct JsonValue {
    std::string_view text;     ///< valid until the next value is asked for
    std::uint64_t line = 0;    ///< of its first byte, from 1
    std::uint64_t offset = 0;  ///< of its first byte in the stream
    std::string problem;       ///< why it is surely no valid value; `text` is empty then
    std::string hint;          ///< what would help, or nothing
    std::string note;          ///< what was odd before it and read all the same
};

/// Cuts a stream into JSON values: the elements of one big array, or values one after another, whatever
/// lines they stand on. It finds where a value ends and leaves it to a parser whether it is one. Holds one
/// value in memory, never the array.
///
/// Behind a broken value it goes on at the place where the next one surely begins: at a '{' that cannot stand
/// where it does, else at a line that begins with '{' and is indented no deeper than the broken one.
class JsonValues {
public:
    /// So many bytes behind a value's text may be read, and mean nothing.
    static constexpr std::size_t padding = 64;

    JsonValues(std::unique_ptr<ByteStream> bytes, std::size_t longest);

    /// The next value; false at the end.
    [[nodiscard]] bool next(JsonValue& value);

private:
    enum class Outcome { whole, broken_here, broken, too_long, cut_off };

    [[nodiscard]] bool fill();
    [[nodiscard]] bool skip_to_value();
    [[nodiscard]] std::string doubt_about_commas() const;
    [[nodiscard]] Outcome scan();
    [[nodiscard]] bool step(Outcome& outcome);
    [[nodiscard]] bool leave_string(Outcome& outcome);
    void pass_over();
    void find_next_line_with_object(std::size_t deepest);
    void consume(std::size_t size);
    [[nodiscard]] char byte(std::size_t at) const { return buffer_[begin_ + at]; }
    [[nodiscard]] std::size_t held() const { return end_ - begin_; }

    std::unique_ptr<ByteStream> bytes_;
    std::size_t longest_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool at_end_ = false;

    std::uint64_t offset_ = 0;      ///< of `begin_` in the stream
    std::uint64_t line_ = 1;        ///< that `begin_` stands in
    std::uint64_t line_start_ = 0;  ///< offset of that line's first byte
    bool in_array_ = false;
    std::uint64_t array_line_ = 0;  ///< where it was opened
    std::size_t commas_ = 0;        ///< between the last value and the next
    bool first_of_array_ = false;   ///< no value of the array has been seen yet
    bool seen_value_ = false;
    bool after_broken_ = false;
    std::size_t handed_out_ = 0;  ///< bytes of the value that the caller looks at

    // Of the value in hand; positions count from `begin_`.
    std::size_t at_ = 0;
    bool in_string_ = false;
    std::size_t string_begin_ = 0;
    char before_ = 0;   ///< the last byte that was neither white space nor in a string
    std::string open_;  ///< the brackets that are open, '{' or '['
    std::string reason_;
};

}  // namespace dateline
