#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/trim.h"

namespace dateline {

/// Makes one line of fair text out of valid UTF-8: normal form C; control characters, line ends and every
/// kind of space become spaces, runs of them one, none at the ends; what is invisible and breaks words goes
/// (soft hyphens, zero-width spaces, marks of byte order and direction). Joiners stay in scripts and emoji
/// that need them.
[[nodiscard]] std::string one_line(std::string_view text);

/// Adds the lines of a text up to paragraphs.
class ParagraphBuilder {
public:
    /// One more line of the paragraph in hand; a space joins it to the one before, or nothing when that ends
    /// in a hyphen inside a word ("long-" + "term").
    void add_line(std::string_view line);

    void end_paragraph();

    /// All paragraphs so far, each through `one_line`, none empty. The builder is empty then.
    [[nodiscard]] std::vector<std::string> take();

private:
    std::vector<std::string> paragraphs_;
    std::string open_;
};

/// Splits a text into paragraphs. Blank lines part them. Between blank lines, lines that are too long to
/// come from a typewriter's right margin are paragraphs of their own; shorter ones were broken by hand and
/// are joined, where an indented line among others that are not begins a paragraph.
[[nodiscard]] std::vector<std::string> paragraphs(std::string_view text);

/// The first or next line of `rest`, which is moved behind it; ends in "\n", "\r\n" or "\r" are not part
/// of it. False when nothing is left.
[[nodiscard]] bool take_line(std::string_view& rest, std::string_view& line);

}  // namespace dateline
