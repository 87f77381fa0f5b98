#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "common/article.h"

namespace dateline {

/// The fields of an article. The values are on disk in stored articles: add at the end, never renumber.
enum class FieldId : std::uint8_t {
    id = 1,
    url = 2,
    title = 3,
    lede = 4,
    text = 5,
    published = 6,
    updated = 7,
    source = 8,
    author = 9,
    section = 10,
    language = 11,
    dateline = 12,
    keyword = 13,
    person = 14,
    org = 15,
    place = 16,
    file = 17,
};

enum class FieldKind : std::uint8_t {
    key,   ///< one exact value, compared byte by byte: an id, a URL
    text,  ///< words: stemmed, with positions
    name,  ///< whole values compared by their folded key (case, accents and punctuation aside), see fold.h
    date,  ///< a day, perhaps with a time
};

/// No value slot or no facet.
inline constexpr std::uint32_t no_slot = ~std::uint32_t{0};

/// One field, declared once. The indexer, the query language, the filters, the facets, the help texts, the
/// JSON keys and the tests all read this.
struct Field {
    FieldId id;
    std::string_view name;  ///< in queries and options: "org" for `org:NATO`, `--org`, `--facets org`
    std::string_view key;   ///< in JSON, in and out: "organizations"
    /// Other names that publishers' JSON and front matter use for it, and that queries take too; apart by
    /// one space, lower case.
    std::string_view aliases;
    FieldKind kind;
    /// Of its terms in the database; on disk. For text: of its stems, see IndexedWord; only the text as a
    /// whole has terms of words.
    std::string_view prefix;
    std::uint32_t slot;  ///< of its value in the database, or no_slot; on disk
    bool many;           ///< an article may have several values
    bool faceted;
    std::string_view help;
    std::string_view example;  ///< a query that uses it
};

/// THE table. On disk: prefixes are free of one another's beginnings, slots and prefixes are never reused.
inline constexpr std::array<Field, 17> fields{{
    {FieldId::id, "id", "id", "guid identifier article_id", FieldKind::key, "Q", no_slot, false, false,
     "the article's own id", "id:northern-wire:2026-01-24:abu-dhabi-talks"},
    {FieldId::url, "url", "url", "link uri canonical_url web_url", FieldKind::key, "U", no_slot, false, false,
     "its address", "url:https://fell-gazette.example/farms/honey"},
    {FieldId::title, "title", "title", "headline head name hl1", FieldKind::text, "S", no_slot, false, false,
     "words of the headline", "title:talks"},
    {FieldId::lede, "lede", "lede", "lead summary description standfirst abstract dek subtitle subheadline",
     FieldKind::text, "B", no_slot, false, false,
     "words of the headline, and of the standfirst or first paragraph", "lede:\"security guarantees\""},
    {FieldId::text, "text", "text", "body content articlebody article fulltext body_text maintext story",
     FieldKind::text, "", no_slot, false, false, "words of headline, standfirst or body, as without a field",
     "text:ferry"},
    {FieldId::published, "published", "published",
     "date datepublished pubdate publish_date published_at publication_date date_published pub_date",
     FieldKind::date, "D", 0, false, false, "the day of publication", "published:2026-01-24"},
    {FieldId::updated, "updated", "updated",
     "modified datemodified date_modified updated_at last_modified lastmod versioncreated", FieldKind::date,
     "E", 1, false, false, "the day of the last change", "updated:2026-01"},
    {FieldId::source, "source", "source",
     "publisher publication newspaper outlet provider site_name sitename domain", FieldKind::name, "XS", 3,
     false, true, "the paper or agency", "source:\"Northern Wire\""},
    {FieldId::author, "author", "author", "authors byline creator by writer reporter dc_creator",
     FieldKind::name, "XA", 4, true, true, "who wrote it", "author:\"Mara Lindqvist\""},
    {FieldId::section, "section", "section", "category desk articlesection rubric channel", FieldKind::name,
     "XC", 5, false, true, "the part of the paper", "section:business"},
    {FieldId::language, "language", "language", "lang inlanguage locale", FieldKind::name, "XG", 6, false,
     true, "ISO code of its language", "language:fr"},
    {FieldId::dateline, "dateline", "dateline", "location_line filed_from dateline_place", FieldKind::name,
     "XD", no_slot, false, false, "the place it was filed from", "dateline:\"Abu Dhabi\""},
    {FieldId::keyword, "keyword", "keywords", "tags topics subjects tag topic subject", FieldKind::name, "XK",
     7, true, true, "a subject the source gave it", "keyword:cocoa"},
    {FieldId::person, "person", "people", "persons per persname", FieldKind::name, "XP", 8, true, true,
     "a person it names", "person:\"Steve Witkoff\""},
    {FieldId::org, "org", "organizations", "organisations orgs organization organisation companies",
     FieldKind::name, "XO", 9, true, true, "an organisation it names", "org:NATO"},
    {FieldId::place, "place", "places", "locations location locs loc geo countries", FieldKind::name, "XL",
     10, true, true, "a place it names", "place:Geneva"},
    {FieldId::file, "file", "file", "", FieldKind::key, "F", no_slot, false, false,
     "the file it was read from, by its whole path", "file:/srv/news/2026-01-24.jsonl"},
}};

/// Slots and prefixes that belong to no field but to the archive itself; on disk.
inline constexpr std::uint32_t fingerprint_slot = 2;  ///< changes when the article or its file does
inline constexpr std::uint32_t zones_slot =
    11;  ///< where title and lede lie among the positions, see zones.h
inline constexpr std::string_view month_prefix = "M";  ///< of `published`: M202601
inline constexpr std::string_view year_prefix = "Y";   ///< of `published`: Y2026
inline constexpr std::string_view undated_term = "N";  ///< on every article without a publication day

[[nodiscard]] constexpr const Field& field(FieldId id) {
    return fields[static_cast<std::size_t>(id) - 1];
}

/// The field with that name, key or alias, in any case; nullptr when there is none.
[[nodiscard]] const Field* find_field(std::string_view name);

/// The people, organisations or places of an article; nullptr for other fields.
[[nodiscard]] const std::vector<Name>* entities_in(const Article& article, FieldId id);
[[nodiscard]] std::vector<Name>* entities_in(Article& article, FieldId id);

/// The values an article has in a field of kind name, in its own order; empty for other kinds.
[[nodiscard]] std::vector<std::string_view> names_in(const Article& article, FieldId id);

/// Calls `use` with each alias of the field.
template <typename Use>
constexpr void for_each_alias(const Field& of, Use use) {
    std::string_view rest = of.aliases;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        use(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

namespace detail {

constexpr bool names_clash(const Field& a, const Field& b) {
    bool clash = a.name == b.name || a.key == b.key || a.name == b.key;
    for_each_alias(a, [&](std::string_view alias) {
        clash = clash || alias == b.name || alias == b.key;
        for_each_alias(b, [&](std::string_view other) { clash = clash || alias == other; });
    });
    return clash;
}

constexpr bool table_is_sound() {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Field& a = fields[i];
        if (static_cast<std::size_t>(a.id) != i + 1) return false;
        if (a.faceted && (a.slot == no_slot || a.kind != FieldKind::name)) return false;
        if (a.slot == fingerprint_slot || a.slot == zones_slot) return false;
        for (std::size_t j = 0; j < fields.size(); ++j) {
            if (i == j) continue;
            const Field& b = fields[j];
            if (names_clash(a, b)) return false;
            if (a.slot != no_slot && a.slot == b.slot) return false;
            if (!a.prefix.empty() && b.prefix.starts_with(a.prefix)) return false;
        }
    }
    return true;
}

}  // namespace detail

static_assert(detail::table_is_sound(), "fields: ids in order; names, prefixes, slots and aliases unique");

}  // namespace dateline
