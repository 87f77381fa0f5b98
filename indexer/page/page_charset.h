#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// The encoding that a page is to be read in, for `to_utf8`: what the user says, else what the protocol said,
/// else what the page's own <meta> says in its first bytes. Empty when nobody says, or nothing that is known.
[[nodiscard]] std::string page_charset(std::string_view bytes, const ReadingContext& context);

}  // namespace dateline
