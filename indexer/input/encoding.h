#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/input/byte_stream.h"

namespace dateline {

/// Text that became UTF-8.
struct Decoded {
    std::string text;          ///< valid UTF-8 without a byte order mark
    std::uint64_t broken = 0;  ///< places where bytes meant nothing; each is one U+FFFD in the text
    std::string encoding;      ///< what it was read as, when that was not UTF-8: "windows-1252"
};

[[nodiscard]] bool is_utf8(std::string_view bytes);

/// Makes text out of bytes. In this order: a byte order mark; the encoding that somebody `declared` (a name
/// that ICU knows; empty: none); UTF-16 by the zeros in it; UTF-8. What is no valid UTF-8 is either broken
/// UTF-8 or Windows-1252, whichever explains more of its bytes. Latin-1 always means Windows-1252, as on the
/// web: its control characters stand in no text. Throws Error for an encoding that nobody knows.
[[nodiscard]] Decoded to_utf8(std::string bytes, std::string_view declared = {});

/// The stream as UTF-8 where lines can be found: UTF-16, UTF-32 and declared encodings are decoded. UTF-8 and
/// bytes of which nothing is known pass untouched, byte order mark included: `to_utf8` then decides record by
/// record, because files that were put together from several sources mix encodings. Throws Error for an
/// encoding that nobody knows.
[[nodiscard]] std::unique_ptr<ByteStream> utf8_stream(std::unique_ptr<ByteStream> bytes,
                                                      std::string_view declared = {});

/// The beginning of a file, as text to recognise its format by.
[[nodiscard]] std::string head_text(std::string_view head);

/// True when the beginning of a file is no text at all: a PDF, a picture, an archive, or anything with zero
/// bytes that is no UTF-16.
[[nodiscard]] bool looks_binary(std::string_view head);

}  // namespace dateline
