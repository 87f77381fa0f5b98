#include "indexer/readers/json_values.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace dateline {
namespace {

constexpr std::size_t first_room = std::size_t{1} << 17;

constexpr bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

}  // namespace

JsonValues::JsonValues(std::unique_ptr<ByteStream> bytes, std::size_t longest)
    : bytes_(std::move(bytes)), longest_(longest), buffer_(first_room + padding) {}

bool JsonValues::fill() {
    if (at_end_) return false;
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, held());
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ + padding >= buffer_.size()) buffer_.resize(2 * buffer_.size());
    const std::size_t count = bytes_->read({buffer_.data() + end_, buffer_.size() - padding - end_});
    end_ += count;
    at_end_ = count == 0;
    return count > 0;
}

/// Moves `begin_` on, counting the lines it passes.
void JsonValues::consume(std::size_t size) {
    const char* from = buffer_.data() + begin_;
    const auto lines = std::count(from, from + size, '\n');
    if (lines > 0) {
        line_ += static_cast<std::uint64_t>(lines);
        const void* last = ::memrchr(from, '\n', size);
        line_start_ = offset_ + static_cast<std::size_t>(static_cast<const char*>(last) - from) + 1;
    }
    begin_ += size;
    offset_ += size;
}

/// What is wrong between the last value of an array and the next.
std::string JsonValues::doubt_about_commas() const {
    if (!in_array_ || after_broken_) return {};
    const std::size_t due = first_of_array_ ? 0 : 1;
    if (commas_ < due) return "a comma is missing before it";
    return commas_ > due ? "a comma too many before it" : "";
}

/// Moves to the first byte of the next value; false at the end.
bool JsonValues::skip_to_value() {
    commas_ = 0;
    while (true) {
        std::size_t at = 0;
        bool found = false;
        for (; at < held() && !found; ++at) {
            const char c = byte(at);
            const bool mark =
                offset_ + at < 3 && std::string_view("\xef\xbb\xbf").find(c) != std::string_view::npos;
            if (c == ',') ++commas_;
            if (is_space(c) || c == ',' || mark) continue;
            if (c == '[' && !in_array_ && !seen_value_) {
                in_array_ = first_of_array_ = true;
                array_line_ = line_ + static_cast<std::uint64_t>(std::count(
                                          buffer_.data() + begin_, buffer_.data() + begin_ + at, '\n'));
            } else if (c == ']' && in_array_) {
                in_array_ = false;
            } else if (after_broken_ && (c == '}' || c == ']')) {
                continue;  // left over from what was broken
            } else {
                found = true;
                break;
            }
        }
        consume(at);
        if (found) return true;
        if (!fill()) return false;
    }
}

/// Goes to the end of the string in hand, as far as it is there. False when the value ends with it.
bool JsonValues::leave_string(Outcome& outcome) {
    const char* text = buffer_.data() + begin_;
    while (true) {
        const void* quote = std::memchr(text + at_, '"', held() - at_);
        const std::size_t end =
            quote == nullptr ? held() : static_cast<std::size_t>(static_cast<const char*>(quote) - text);
        if (std::memchr(text + at_, '\n', end - at_) != nullptr) {
            reason_ = "a string is not closed on its line";
            outcome = Outcome::broken;
            return false;
        }
        at_ = end;
        if (quote == nullptr) return true;
        std::size_t backslashes = 0;
        while (end - backslashes > string_begin_ && text[end - backslashes - 1] == '\\') ++backslashes;
        ++at_;
        if (backslashes % 2 == 0) break;
    }
    in_string_ = false;
    before_ = '"';
    outcome = Outcome::whole;
    return !open_.empty();
}

/// Takes in one byte outside of strings, which is at `at_`. False when the value ends there or is broken.
bool JsonValues::step(Outcome& outcome) {
    const char c = byte(at_);
    switch (c) {
        case '"':
            in_string_ = true;
            string_begin_ = ++at_;
            return true;
        case '{':
        case '[':
            if (c == '{' && !open_.empty() && open_.back() == '{' && before_ != ':') {
                reason_ = "an object is not closed";
                outcome = Outcome::broken_here;
                return false;
            }
            open_ += c;
            before_ = c;
            ++at_;
            return true;
        case '}':
        case ']':
            if (open_.empty() && at_ > 0) {
                // The bracket behind a bare number or word is not its own.
                outcome = Outcome::whole;
                return false;
            }
            if (open_.empty() || open_.back() != (c == '}' ? '{' : '[')) {
                reason_ = "a bracket closes what was not opened";
                ++at_;
                outcome = c == ']' && in_array_ ? Outcome::broken_here : Outcome::broken;
                if (outcome == Outcome::broken_here && at_ > 1) --at_;
                return false;
            }
            open_.pop_back();
            before_ = c;
            ++at_;
            outcome = Outcome::whole;
            return !open_.empty();
        default:
            break;
    }
    if (open_.empty() && at_ > 0 && (is_space(c) || c == ',')) {
        outcome = Outcome::whole;
        return false;
    }
    if (!is_space(c)) before_ = c;
    ++at_;
    return true;
}

/// Goes from the first byte of a value to its end.
JsonValues::Outcome JsonValues::scan() {
    at_ = 0;
    in_string_ = false;
    before_ = 0;
    open_.clear();
    Outcome outcome = Outcome::whole;
    while (true) {
        while (at_ < held()) {
            const bool goes_on = in_string_ ? leave_string(outcome) : step(outcome);
            if (!goes_on) return outcome;
        }
        if (held() > longest_) return Outcome::too_long;
        if (!fill()) return open_.empty() && !in_string_ ? Outcome::whole : Outcome::cut_off;
    }
}

/// Goes behind the value in hand without keeping it.
void JsonValues::pass_over() {
    std::size_t depth = 0;
    bool in_string = false;
    bool escaped = false;
    std::size_t at = 0;
    while (true) {
        for (; at < held(); ++at) {
            const char c = byte(at);
            if (in_string) {
                in_string = escaped || c != '"';
                escaped = !escaped && c == '\\';
                continue;
            }
            if (c == '"') in_string = true;
            if (c == '{' || c == '[') ++depth;
            if ((c == '}' || c == ']') && depth > 0) --depth;
            if (depth > 0 || in_string) continue;
            consume(at + 1);
            return;
        }
        consume(held());
        at = 0;
        if (!fill()) return;
    }
}

/// Goes to the next line whose first letter is a '{' in one of the first columns, `deepest` at most.
void JsonValues::find_next_line_with_object(std::size_t deepest) {
    bool at_line_start = false;
    while (true) {
        for (std::size_t at = 0; at < held(); ++at) {
            const char c = byte(at);
            if (c == '\n') {
                at_line_start = true;
                consume(at + 1);
                at = static_cast<std::size_t>(-1);
            } else if (at_line_start && c == '{' && offset_ + at - line_start_ <= deepest) {
                consume(at);
                return;
            } else if (at_line_start && !is_space(c)) {
                at_line_start = false;
            }
        }
        consume(held());
        if (!fill()) return;
    }
}

bool JsonValues::next(JsonValue& value) {
    consume(std::exchange(handed_out_, 0));
    value = {};
    const bool found = skip_to_value();
    value.line = line_;
    value.offset = offset_;
    if (!found) {
        if (!std::exchange(in_array_, false)) return false;
        value.problem = fmt::format("invalid JSON: the array that line {} begins is not closed", array_line_);
        value.hint = "if the file was cut off, fetch or make it again: its end is missing";
        return true;
    }
    value.note = doubt_about_commas();
    first_of_array_ = false;
    seen_value_ = true;
    after_broken_ = true;
    const std::size_t column = static_cast<std::size_t>(offset_ - line_start_);
    switch (scan()) {
        case Outcome::whole:
            if (at_ > longest_) {
                value.problem = "the record is too large";
                consume(at_);
                return true;
            }
            value.text = {buffer_.data() + begin_, at_};
            handed_out_ = at_;
            after_broken_ = false;
            return true;
        case Outcome::too_long:
            value.problem = "the record is too large";
            pass_over();
            return true;
        case Outcome::broken_here:
            value.problem = "invalid JSON: " + reason_;
            consume(at_);
            return true;
        case Outcome::broken:
            value.problem = "invalid JSON: " + reason_;
            consume(at_);
            find_next_line_with_object(column);
            return true;
        case Outcome::cut_off:
            value.problem = "invalid JSON: the file ends inside a record";
            value.hint = "fetch or make it again: its end is missing";
            in_array_ = false;
            consume(held());
            return true;
    }
    return false;
}

}  // namespace dateline
