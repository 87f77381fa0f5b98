#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// The paragraphs of a piece of HTML that is all article: a feed's entry, an item's body, a newsletter. Valid
/// UTF-8 in, clean text out. Blocks and doubled line breaks part paragraphs; scripts, styles, forms and
/// what is hidden are left out, and so is what follows a million elements or 2,000 levels. Text without any
/// markup comes out as its own paragraphs.
[[nodiscard]] std::vector<std::string> html_paragraphs(std::string_view html);

}  // namespace dateline
