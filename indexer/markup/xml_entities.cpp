#include "indexer/markup/xml_entities.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <libxml/HTMLparser.h>
#include <optional>

#include <fmt/format.h>
#include <unicode/utf8.h>

#include "indexer/input/encoding.h"
#include "indexer/markup/xml_tag.h"
#include "indexer/readers/reader.h"

namespace dateline {
namespace {

/// No name of an entity is longer.
constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_value = 1024;
constexpr std::size_t most_declared = 2000;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The number in "#146" or "#x92"; nothing when there is none.
std::optional<std::uint32_t> character_number(std::string_view name) {
    name.remove_prefix(1);
    const bool hex = !name.empty() && (name[0] == 'x' || name[0] == 'X');
    if (hex) name.remove_prefix(1);
    if (name.empty()) return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : name) {
        const char low = static_cast<char>(c | 0x20);
        std::uint32_t digit = 0;
        if (is_digit(c)) {
            digit = static_cast<std::uint32_t>(c - '0');
        } else if (hex && low >= 'a' && low <= 'f') {
            digit = static_cast<std::uint32_t>(low - 'a') + 10;
        } else {
            return std::nullopt;
        }
        number = std::min<std::uint32_t>(number * (hex ? 16 : 10) + digit, 0x110000);
    }
    return number;
}

void append_number(std::uint32_t number, std::string& xml) {
    if (number >= 0x80 && number < 0xa0) {
        xml += to_utf8(std::string(1, static_cast<char>(number)), "windows-1252").text;
        return;
    }
    const bool control = number < 0x20 && number != '\n' && number != '\t' && number != '\r';
    const bool character =
        number < 0x110000 && (number < 0xd800 || number > 0xdfff) && (number & 0xfffe) != 0xfffe;
    if (control || !character) {
        xml += ' ';
        return;
    }
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    int size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, number);
    append_escaped({reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size)}, xml);
}

bool is_xmls_own(std::string_view name) {
    return name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
}

/// The reference that the text begins with, between '&' and ';'; empty when it is none.
std::string_view reference_at(std::string_view text) {
    const std::size_t end = text.substr(0, longest_name + 2).find(';');
    if (end == text.npos || end < 2) return {};
    const std::string_view name = text.substr(1, end - 1);
    if (name[0] == '#') return name;
    const bool fair = begins_name(name[0]) && std::all_of(name.begin(), name.end(), [](char c) {
                          return begins_name(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
                      });
    return fair ? name : std::string_view{};
}

std::string_view take_word(std::string_view& rest) {
    while (!rest.empty() && is_xml_space(rest.front())) rest.remove_prefix(1);
    const auto* end = std::find_if(rest.begin(), rest.end(), [](char c) {
        return is_xml_space(c) || c == '"' || c == '\'' || c == '>';
    });
    const auto size = static_cast<std::size_t>(end - rest.begin());
    const std::string_view word = rest.substr(0, size);
    rest.remove_prefix(size);
    while (!rest.empty() && is_xml_space(rest.front())) rest.remove_prefix(1);
    return word;
}

/// True when every reference in the value is a number or one of XML's own.
bool refers_to_characters(std::string_view value) {
    for (std::size_t at = value.find('&'); at != value.npos; at = value.find('&', at + 1)) {
        const std::string_view name = reference_at(value.substr(at));
        if (!name.empty() && name[0] != '#' && !is_xmls_own(name)) return false;
    }
    return true;
}

}  // namespace

void append_escaped(std::string_view text, std::string& xml) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("<>&"), text.size());
        xml += text.substr(0, end);
        if (end == text.size()) return;
        xml += text[end] == '<' ? "&lt;" : text[end] == '>' ? "&gt;" : "&amp;";
        text.remove_prefix(end + 1);
    }
}

void XmlEntities::declare(std::string_view doctype) {
    constexpr std::string_view mark = "<!ENTITY";
    for (std::size_t at = doctype.find(mark); at != doctype.npos && declared_.size() < most_declared;
         at = doctype.find(mark, at + 1)) {
        std::string_view rest = doctype.substr(at + mark.size());
        const std::string_view name = take_word(rest);
        // Parameter entities have a '%' here; they only matter to what is not read.
        if (name.empty() || name.size() > longest_name || !begins_name(name[0]) || rest.empty()) continue;
        Entity entity;
        if (rest[0] == '"' || rest[0] == '\'') {
            const std::string_view value = rest.substr(1, rest.find(rest[0], 1) - 1);
            if (value.size() > longest_value) {
                entity.problem = "is too long to be a name for something";
            } else if (!refers_to_characters(value)) {
                entity.problem = "is made of other entities";
            } else {
                // Its value may be anything; a tag in it would be no text.
                std::string text(value);
                (void)XmlEntities{}.resolve(text);
                for (const char c : text) {
                    if (c == '<') {
                        entity.text += "&lt;";
                    } else {
                        entity.text += c;
                    }
                }
            }
        } else {
            entity.problem = "stands in another file";
        }
        declared_.try_emplace(std::string(name), std::move(entity));
    }
}

XmlEntities::Resolved XmlEntities::resolve(std::string& xml) const {
    Resolved resolved;
    std::size_t at = xml.find('&');
    if (at == xml.npos) return resolved;
    std::string text;
    text.reserve(xml.size() + xml.size() / 16);
    std::string_view rest = xml;
    for (; at != rest.npos; at = rest.find('&')) {
        text += rest.substr(0, at);
        rest.remove_prefix(at);
        const std::string_view name = reference_at(rest);
        if (name.empty()) {
            text += "&amp;";
            rest.remove_prefix(1);
            continue;
        }
        rest.remove_prefix(name.size() + 2);
        if (is_xmls_own(name)) {
            text.append("&").append(name) += ';';
            continue;
        }
        if (name[0] == '#') {
            if (const auto number = character_number(name)) {
                append_number(*number, text);
            } else {
                text.append("&amp;").append(name) += ';';
                ++resolved.unknown;
            }
            continue;
        }
        const std::string key(name);
        if (const auto known = declared_.find(key); known != declared_.end()) {
            if (!known->second.problem.empty()) {
                resolved.problem = fmt::format("the entity \"{}\" {}", key, known->second.problem);
                resolved.hint = "entities are not expanded, and nothing is fetched; write the text itself";
                return resolved;
            }
            text += known->second.text;
        } else if (const auto* html = htmlEntityLookup(reinterpret_cast<const xmlChar*>(key.c_str()))) {
            append_number(html->value, text);
        } else {
            text.append("&amp;").append(name) += ';';
            ++resolved.unknown;
        }
        if (text.size() > 2 * record_limit) {
            resolved.problem = "the record is too large";
            resolved.hint = "its entities make more than 64 MiB of it";
            return resolved;
        }
    }
    text += rest;
    xml = std::move(text);
    return resolved;
}

}  // namespace dateline
