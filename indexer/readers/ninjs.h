#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "indexer/readers/reader.h"

namespace dateline {

/// Sure where JSON begins with an item of IPTC's ninjs. The framing is that of JSON: `open_jsonl` reads it.
[[nodiscard]] int recognise_ninjs(std::string_view head);

/// True for an object that is an item of ninjs 1, 2 or 3: it says so, or it has a `uri` and keys that hardly
/// anything else has.
[[nodiscard]] bool is_ninjs(simdjson::dom::object object);

/// The article of an item. Pictures, videos, planning and the like are a Skip, and so is what has no text;
/// what an item is associated with is no article of its own. Published is what was created first, else the
/// version; the text is taken out of HTML rather than out of plain text, which often has no paragraphs.
[[nodiscard]] Record read_ninjs(simdjson::dom::object item, const ReadingContext& context,
                                std::vector<std::string> notes);

}  // namespace dateline
