#pragma once

#include <memory>
#include <string_view>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// An XML file as clean UTF-8, so that nothing behind it meets broken bytes: decoded as the user says
/// (`declared`), else as its byte order mark or its XML declaration says, else as `charset`, what the
/// protocol said, else as it looks. An encoding that nobody knows, or that cannot be true, counts for
/// nothing. Where UTF-8 is broken, the line is read as `to_utf8` thinks best; control characters become
/// spaces. Errors of the stream pass through, after every byte before them.
[[nodiscard]] std::unique_ptr<ByteStream> xml_stream(std::unique_ptr<ByteStream> bytes,
                                                     std::string_view declared = {},
                                                     std::string_view charset = {});

/// The encoding in the XML declaration that the text begins with; empty when there is none.
[[nodiscard]] std::string_view declared_encoding(std::string_view text);

}  // namespace dateline
