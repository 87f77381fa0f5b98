#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/mime_fields.h"

namespace dateline {

/// What a message says in its body.
struct MimeText {
    std::vector<std::string> paragraphs;
    std::string rule;  ///< "text/plain" or "text/html": what they were taken out of
};

/// The text of a message or part with these fields: of plain text and HTML that say the same the plain text,
/// unless it is a mere teaser; of several parts all that are text, one after another. Attachments are passed
/// over, and so is what lies more than twenty parts deep. `encoding` is for parts that name no charset;
/// empty: recognise it.
[[nodiscard]] MimeText mime_text(const std::vector<MimeField>& fields, std::string_view body,
                                 std::string_view encoding = {});

}  // namespace dateline
