#pragma once

#include <string>

#include "indexer/readers/reader.h"

namespace dateline {

/// The article of an HTML page, whose bytes are in whatever encoding they were fetched in: its text without
/// menus and advertisements, and everything the page says about it. The context tells what is known from
/// elsewhere: the address, the charset of the protocol, the day it was fetched. Only `content`, `notes` and
/// `origins` of the record are set; a page without an article is a Reject.
[[nodiscard]] Record read_page(std::string bytes, const ReadingContext& context);

}  // namespace dateline
