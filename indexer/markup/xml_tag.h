#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct XmlAttribute {
    std::string_view name;   ///< with its prefix
    std::string_view value;  ///< as written, references and all
};

/// A start tag as somebody wrote it.
struct XmlTag {
    std::string_view name;  ///< with its prefix
    std::vector<XmlAttribute> attributes;
    bool closes_itself = false;
    bool sound = true;  ///< as XML wants it: every value in quotation marks, every attribute once
};

/// Reads a tag that begins with "<" and a name and ends with ">", or with nothing where that is missing.
/// HTML's ways are taken too: values without quotation marks, attributes without values.
[[nodiscard]] XmlTag read_xml_tag(std::string_view raw);

/// Adds the tag to `xml` as XML wants it.
void append_tag(const XmlTag& tag, std::string& xml);

/// "item" for "rss:item".
[[nodiscard]] std::string_view local_name(std::string_view name);

/// The value of the attribute with that name, prefix included; empty when there is none.
[[nodiscard]] std::string_view attribute_of(const XmlTag& tag, std::string_view name);

/// The bytes of a tag at the front of `text`, which begins with '<': up to its '>' outside quotation marks,
/// or to the next '<', since that stands in no tag. npos when the text ends before.
[[nodiscard]] std::size_t tag_size(std::string_view text);

[[nodiscard]] constexpr bool is_xml_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// True for what a name may begin with; beyond ASCII everything may.
[[nodiscard]] constexpr bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace dateline
