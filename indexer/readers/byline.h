#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The names in a byline, which is one cleaned line: "By Norma Cohen and Geert Linnebank, Reuters" are two;
/// an agency at its end is none,
/// and "Reuters & Co" is one. "Doe, Jane" stays one name, as written.
[[nodiscard]] std::vector<std::string> byline_names(std::string_view byline);

/// True for a line that is a byline and nothing else: "By Ines Duarte", "BY INES DUARTE and Tom Hale".
[[nodiscard]] bool is_byline(std::string_view line);

/// The place in a dateline that stands alone, as wire services tag it: "ROCHESTER, N.Y." for
/// "    ROCHESTER, N.Y., March 3 - ". Empty when it names none.
[[nodiscard]] std::string dateline_place(std::string_view dateline);

/// The place in the dateline that a story begins with: "ABU DHABI" for "ABU DHABI, Jan 24 (TASS) - The
/// talks ...". Empty when the paragraph begins with no dateline; a sentence with a dash in it is none.
[[nodiscard]] std::string leading_dateline_place(std::string_view paragraph);

}  // namespace dateline
