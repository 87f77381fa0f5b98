#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// A field of a message's head, unfolded but not decoded.
struct MimeField {
    std::string name;  ///< lower case
    std::string value;
};

/// The fields that a message or a part begins with; `rest` is moved to its body. A line that is no field ends
/// the head as a blank line does.
[[nodiscard]] std::vector<MimeField> take_fields(std::string_view& rest);

/// The value of the first field of that name; empty when there is none.
[[nodiscard]] std::string_view field_value(const std::vector<MimeField>& fields, std::string_view name);

/// True for a line that could be a field: "Name: value".
[[nodiscard]] bool is_field_line(std::string_view line);

/// "text/plain; charset=utf-8" taken apart.
struct MimeValue {
    std::string value;                              ///< lower case, without parameters
    std::map<std::string, std::string> parameters;  ///< by names in lower case; RFC 2231 undone, in UTF-8
};
[[nodiscard]] MimeValue mime_value(std::string_view field);

/// The text of a field with its encoded words (RFC 2047) undone, in valid UTF-8; bytes that are no ASCII and
/// in no such word are recognised.
[[nodiscard]] std::string decoded_words(std::string_view field);

/// The text in a charset that a message names, as UTF-8. An unknown name, and the names that stand for "I did
/// not care", leave it to the bytes.
[[nodiscard]] std::string text_in_charset(std::string bytes, std::string_view charset);

/// The bytes behind quoted-printable or base64; what is neither is left as it is.
[[nodiscard]] std::string without_quoted_printable(std::string_view text);
[[nodiscard]] std::string without_base64(std::string_view text);

}  // namespace dateline
