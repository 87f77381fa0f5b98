#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/answer.h"
#include "searcher/formats/formatter.h"

namespace dateline {

/// Text wider than this is hard to read: terminals may be wider, paragraphs never are.
inline constexpr std::size_t widest_paragraph = 100;

/// Where the lines of a text begin and end when none may be wider than `width` columns (0: one line).
/// Lines break between words; a word wider than a line between what readers take for characters.
[[nodiscard]] std::vector<Span> wrap(std::string_view text, std::size_t width);

/// The columns that are left for a paragraph with that indent; 0 when there is no terminal.
[[nodiscard]] std::size_t paragraph_width(const OutputSettings& settings, std::size_t indent);

/// Appends the excerpt, wrapped, safe for a terminal, marks in colour or between `**`, "…" where something
/// was cut off, every line ended by a newline. The first line has no indent: whatever stands before it on
/// the line is the caller's, and `indent` columns wide.
void append_paragraph(std::string& to, const Excerpt& excerpt, std::size_t indent, bool bold,
                      const OutputSettings& settings);

/// Text that is ours, in bold where there is colour.
[[nodiscard]] std::string emphasised(std::string_view text, const OutputSettings& settings);

/// What stands for something left out, and between the parts of a line.
[[nodiscard]] std::string_view ellipsis(const OutputSettings& settings);
[[nodiscard]] std::string_view separator(const OutputSettings& settings);

/// "345", "9999", "12,345": grouped from five digits on.
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "1 article", "12,345 articles".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view singular);

}  // namespace dateline
