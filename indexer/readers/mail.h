#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/reader.h"

namespace dateline {

/// Sure of a mailbox, by its first line and the fields behind it, and of one message, by its fields.
[[nodiscard]] int recognise_mail(std::string_view head);

/// Reads newsletters and alerts: a mailbox (mbox), a message a record, or a file that is one message (EML).
/// Subject, Date, From and Message-ID are what they say; the sender is the source of what goes to many and
/// the author of other letters.
///
/// Messages of a mailbox part at a line "From ...", with a time and a year in it, that follows an empty line
/// and is followed by a field: so one within a text that nobody quoted parts nothing, and Content-Length,
/// which lies, plays no part. A ">" before "From " at the beginning of a line is taken off.
[[nodiscard]] std::unique_ptr<Reader> open_mail(std::unique_ptr<ByteStream> bytes,
                                                const ReadingContext& context);

}  // namespace dateline
