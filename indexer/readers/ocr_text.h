#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/article_builder.h"

namespace dateline {

/// A hyphen that a page's layout put at the end of a line, as readers of recognised text hand it on.
inline constexpr std::string_view line_end_hyphen = "\xc2\xad";

/// Makes a paragraph of the lines of a block of recognised print. Hyphens at line ends go where they part a
/// word: those that the layout says, and those between lower case letters.
[[nodiscard]] std::string joined_lines(const std::vector<std::string>& lines);

/// What is known of a page of an old newspaper besides its text.
struct PrintedPage {
    std::string paper;   ///< the newspaper
    std::string number;  ///< as printed or counted: "3"
    std::string id;
};

/// "Sandhaven Courier, 1898-06-12, page 3", as far as it is known.
[[nodiscard]] std::string page_title(const PrintedPage& page, const std::optional<Timestamp>& published);

/// Fills in what a page says itself only by its place: title, id, source, and the day in the path.
void add_page(const PrintedPage& page, const ReadingContext& context, ArticleBuilder& builder);

/// An id by path and part: "1898/06/12/0003.xml#3".
[[nodiscard]] std::string part_id(std::string_view id_base, std::string_view part);

}  // namespace dateline
