#include "indexer/markup/xml_tag.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr bool is_name_part(char c) {
    return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

std::string_view take_name(std::string_view& rest) {
    const auto* end = std::find_if_not(rest.begin(), rest.end(), is_name_part);
    const auto size = static_cast<std::size_t>(end - rest.begin());
    const std::string_view name = rest.substr(0, size);
    rest.remove_prefix(size);
    return name;
}

bool skip_spaces(std::string_view& rest) {
    const std::size_t before = rest.size();
    while (!rest.empty() && is_xml_space(rest.front())) rest.remove_prefix(1);
    return rest.size() < before;
}

/// More attributes than this are nobody's; a tag full of them must not take quadratic time.
constexpr std::size_t most_attributes = 200;

}  // namespace

XmlTag read_xml_tag(std::string_view raw) {
    XmlTag tag;
    tag.sound = raw.ends_with('>');
    std::string_view rest = raw.substr(std::min<std::size_t>(1, raw.size()));
    if (tag.sound) rest.remove_suffix(1);
    if (rest.ends_with('/')) {
        tag.closes_itself = true;
        rest.remove_suffix(1);
    }
    tag.name = take_name(rest);
    while (!rest.empty()) {
        const bool apart = skip_spaces(rest);
        if (rest.empty()) break;
        if (!begins_name(rest.front())) {
            tag.sound = false;
            rest.remove_prefix(1);
            continue;
        }
        XmlAttribute attribute{take_name(rest), {}};
        tag.sound = tag.sound && apart;
        std::string_view behind = rest;
        skip_spaces(behind);
        if (behind.starts_with('=')) {
            behind.remove_prefix(1);
            skip_spaces(behind);
            const char mark = behind.empty() ? ' ' : behind.front();
            std::size_t end = std::string_view::npos;
            if (mark == '"' || mark == '\'') {
                behind.remove_prefix(1);
                end = behind.find(mark);
                tag.sound = tag.sound && end != behind.npos;
            } else {
                tag.sound = false;
                end = behind.find_first_of(" \n\t\r");
            }
            attribute.value = behind.substr(0, end);
            rest = behind.substr(std::min(end == behind.npos ? behind.size() : end + 1, behind.size()));
        } else {
            tag.sound = false;
        }
        const bool again =
            std::any_of(tag.attributes.begin(), tag.attributes.end(),
                        [&](const XmlAttribute& other) { return other.name == attribute.name; });
        if (again || tag.attributes.size() >= most_attributes) {
            tag.sound = false;
        } else {
            tag.attributes.push_back(attribute);
        }
        // Behind a value in quotation marks the next attribute needs a space, behind a bare one it had it.
        if (!rest.empty() && !is_xml_space(rest.front()) && begins_name(rest.front())) tag.sound = false;
    }
    return tag;
}

void append_tag(const XmlTag& tag, std::string& xml) {
    xml += '<';
    xml += tag.name;
    for (const XmlAttribute& attribute : tag.attributes) {
        xml += ' ';
        xml += attribute.name;
        xml += "=\"";
        for (const char c : attribute.value) {
            if (c == '"') {
                xml += "&quot;";
            } else {
                xml += c;
            }
        }
        xml += '"';
    }
    xml += tag.closes_itself ? "/>" : ">";
}

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

std::string_view attribute_of(const XmlTag& tag, std::string_view name) {
    for (const XmlAttribute& attribute : tag.attributes) {
        if (attribute.name == name) return attribute.value;
    }
    return {};
}

std::size_t tag_size(std::string_view text) {
    std::size_t at = 1;
    std::size_t first_close = text.npos;
    char mark = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '<') return first_close != text.npos ? first_close + 1 : at;
        if (c == '>' && first_close == text.npos) first_close = at;
        if (mark != 0) {
            if (c == mark) mark = 0;
            continue;
        }
        if (c == '>') return at + 1;
        if (c != '"' && c != '\'') continue;
        // A quotation mark opens a value only behind '='.
        std::size_t before = at - 1;
        while (before > 0 && is_xml_space(text[before])) --before;
        if (text[before] == '=') mark = c;
    }
    return text.npos;
}

}  // namespace dateline
