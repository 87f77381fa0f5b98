#include "indexer/markup/html_names.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace dateline {
namespace {

enum class Use : std::uint8_t { inline_, block, unread };

struct TagRow {
    std::string_view name;
    Use use;
};

constexpr auto tags = std::to_array<TagRow>({
    {"a", Use::inline_},        {"address", Use::block}, {"amp-img", Use::unread}, {"article", Use::block},
    {"aside", Use::block},      {"audio", Use::unread},  {"b", Use::inline_},      {"base", Use::unread},
    {"blockquote", Use::block}, {"body", Use::block},    {"br", Use::inline_},     {"button", Use::unread},
    {"caption", Use::block},    {"center", Use::block},  {"cite", Use::inline_},   {"code", Use::inline_},
    {"dd", Use::block},         {"details", Use::block}, {"dialog", Use::unread},  {"div", Use::block},
    {"dl", Use::block},         {"dt", Use::block},      {"em", Use::inline_},     {"fieldset", Use::block},
    {"figcaption", Use::block}, {"figure", Use::block},  {"font", Use::inline_},   {"footer", Use::block},
    {"form", Use::block},       {"h1", Use::block},      {"h2", Use::block},       {"h3", Use::block},
    {"h4", Use::block},         {"h5", Use::block},      {"h6", Use::block},       {"head", Use::block},
    {"header", Use::block},     {"hr", Use::block},      {"html", Use::block},     {"i", Use::inline_},
    {"iframe", Use::unread},    {"img", Use::unread},    {"input", Use::unread},   {"label", Use::inline_},
    {"li", Use::block},         {"link", Use::unread},   {"main", Use::block},     {"math", Use::inline_},
    {"menu", Use::block},       {"meta", Use::unread},   {"nav", Use::block},      {"noscript", Use::unread},
    {"object", Use::unread},    {"ol", Use::block},      {"option", Use::unread},  {"p", Use::block},
    {"picture", Use::unread},   {"pre", Use::block},     {"script", Use::unread},  {"section", Use::block},
    {"select", Use::unread},    {"small", Use::inline_}, {"source", Use::unread},  {"span", Use::inline_},
    {"strong", Use::inline_},   {"style", Use::unread},  {"summary", Use::block},  {"svg", Use::unread},
    {"table", Use::block},      {"tbody", Use::block},   {"td", Use::block},       {"template", Use::unread},
    {"textarea", Use::unread},  {"tfoot", Use::block},   {"th", Use::block},       {"thead", Use::block},
    {"time", Use::inline_},     {"title", Use::unread},  {"tr", Use::block},       {"u", Use::inline_},
    {"ul", Use::block},         {"video", Use::unread},
});

constexpr bool by_name(const TagRow& a, const TagRow& b) {
    return a.name < b.name;
}

static_assert(tags.size() == static_cast<std::size_t>(Tag::other), "a row for each tag, in the enum's order");
static_assert(std::is_sorted(tags.begin(), tags.end(), by_name));
static_assert(tags[static_cast<std::size_t>(Tag::p)].name == "p");

constexpr auto attributes = std::to_array<std::string_view>({
    "aria-hidden", "charset",  "class",     "content",  "datetime", "hidden",   "href",     "http-equiv",
    "id",          "itemprop", "itemscope", "itemtype", "lang",     "name",     "property", "pubdate",
    "rel",         "role",     "style",     "title",    "type",     "xml:lang",
});

static_assert(attributes.size() == static_cast<std::size_t>(Attribute::other));
static_assert(std::is_sorted(attributes.begin(), attributes.end()));

/// Where in the table, which is in order, the names with each first letter begin.
template <std::size_t Size, typename Name>
constexpr std::array<std::uint8_t, 27> first_letters(const std::array<Name, Size>& table, auto name) {
    std::array<std::uint8_t, 27> begins{};
    std::size_t at = 0;
    for (std::size_t letter = 0; letter < begins.size(); ++letter) {
        while (at < Size && static_cast<std::size_t>(name(table[at])[0] - 'a') < letter) ++at;
        begins[letter] = static_cast<std::uint8_t>(at);
    }
    return begins;
}

template <typename Table>
std::size_t place_of(const Table& table, const std::array<std::uint8_t, 27>& begins, auto name_of_row,
                     std::string_view name) {
    const auto letter = name.empty() ? 26U : static_cast<unsigned>(static_cast<unsigned char>(name[0]) - 'a');
    if (letter >= 26) return table.size();
    for (std::size_t row = begins[letter]; row < begins[letter + 1]; ++row) {
        if (name_of_row(table[row]) == name) return row;
    }
    return table.size();
}

constexpr auto tag_name = [](const TagRow& row) { return row.name; };
constexpr auto attribute_name = [](std::string_view row) { return row; };
constexpr auto tag_begins = first_letters(tags, tag_name);
constexpr auto attribute_begins = first_letters(attributes, attribute_name);

}  // namespace

Tag tag_named(std::string_view name) {
    return static_cast<Tag>(place_of(tags, tag_begins, tag_name, name));
}

bool is_block(Tag tag) {
    const auto row = static_cast<std::size_t>(tag);
    return row < tags.size() && tags[row].use == Use::block;
}

bool is_unread(Tag tag) {
    const auto row = static_cast<std::size_t>(tag);
    return row < tags.size() && tags[row].use == Use::unread;
}

Attribute attribute_named(std::string_view name) {
    return static_cast<Attribute>(place_of(attributes, attribute_begins, attribute_name, name));
}

std::string_view name_of(Attribute attribute) {
    return attributes[static_cast<std::size_t>(attribute)];
}

std::string_view name_of(Tag tag) {
    return tags[static_cast<std::size_t>(tag)].name;
}

}  // namespace dateline
