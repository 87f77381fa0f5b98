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
};

/// Front matter: "---", lines of "key: value", "---" or "...". Values may be quoted, lists ("[a, b]", or
/// "- item" on the lines that follow) or blocks of indented lines after "|" or ">". Nothing when the text
/// does not begin so or has anything else between the two marks.
[[nodiscard]] std::optional<TextHead> read_front_matter(std::string_view text);

/// Headers as in mail: "Title: ..." lines up to a blank line. Only when every key is known and one of them
/// is a title or a date of publication that can be read: "Summary: ..." may as well be a sentence.
[[nodiscard]] std::optional<TextHead> read_headers(std::string_view text);

}  // namespace dateline
