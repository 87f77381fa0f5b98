#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// One key of the head of a text file with its values: one, or those of a list.
struct HeadEntry {
    std::string key;
    std::vector<std::string> values;
    bool list = false;  ///< written as a list: a value is one value, commas in it and all
};

/// The head of a text file, and what follows it.
struct TextHead {
    std::vector<HeadEntry> entries;
    std::string_view rest;
    std::vector<std::string> notes{};  ///< what was left out or guessed, with its line
    std::string problem{};             ///< why the file cannot be read with this head; else empty
    std::string hint{};
};

/// Front matter: "---", lines of "key: value", "---" or "...". Values may be quoted, lists ("[a, b]", or
/// "- item" on the lines that follow), blocks of indented lines after "|" or ">", or go on in indented lines.
///
/// Lines that are none of this are left out and noted, as long as they are fewer than the others and a known
/// key is among these; else it is no front matter and there is nothing. A head that begins with a known key
/// and never ends is a `problem`: without it, id and date would be lost in the text.
[[nodiscard]] std::optional<TextHead> read_front_matter(std::string_view text);

/// Headers as in mail: "Title: ..." lines up to a blank line. Only when every key is known and one of them
/// is a title or a date of publication that can be read: "Summary: ..." may as well be a sentence.
[[nodiscard]] std::optional<TextHead> read_headers(std::string_view text);

}  // namespace dateline
