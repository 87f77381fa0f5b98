#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/dates.h"
#include "common/fields.h"
#include "searcher/answer.h"
#include "searcher/mention_filter.h"
#include "searcher/query/syntax_tree.h"

namespace dateline {

enum class Sort : std::uint8_t { relevance, newest, oldest };

/// A field and what one of its values must be, or must not: the whole name or a part that only one name has.
struct NameFilter {
    FieldId field;
    std::string text;
    FilterSense sense = FilterSense::all;
};

/// Which entities shall be listed.
struct EntityRequest {
    FieldId kind = FieldId::person;
    std::string match;  ///< text that a name must have; nothing: no matter
    std::uint64_t offset = 0;
    std::uint64_t limit = 0;
};

/// A facet that is asked for: a faceted field, or "year", "month" or "day" of publication.
struct FacetRequest {
    std::string field;
    std::size_t most = 10;  ///< values listed
};

/// Which of the copies of a story stands for it.
enum class Lead : std::uint8_t { first, longest, source };

/// What an answer makes of articles that are copies of one another.
struct CopiesRequest {
    bool fold = true;         ///< of each story only its lead answers
    Lead lead = Lead::first;  ///< where several would do, and where no copy is of the source: the earliest
    std::string source{};     ///< with Lead::source, what stands for its name
    bool count = true;        ///< the hits say how many copies they have
    bool list = false;        ///< and which
    bool show_list = false;   ///< the reader asked for the list, not only for a line about it
    bool in_time = false;     ///< the list says how long after the lead each came
};

/// Newer articles before older ones where little else tells them apart.
struct Recency {
    std::uint64_t half_life = 0;  ///< days in which it counts half as much
    Day today{};

    bool operator==(const Recency&) const = default;
};

/// How scores are explained.
enum class Explain : std::uint8_t { no, line, full };

/// One question to an archive, understood and checked as far as that goes without the archive.
struct SearchRequest {
    std::string typed;
    Node query;
    std::vector<NameFilter> names;  ///< all must hold; those of sense `any` and one field count as one
    CopiesRequest copies;
    MentionBar mentions;  ///< how much the articles must make of people, organisations and places
    DayRange published;
    bool undated = false;   ///< only articles without a day of publication
    bool any_word = false;  ///< articles with any of the words, not all
    Sort sort = Sort::relevance;
    std::uint64_t offset = 0;
    std::uint64_t limit = 10;
    std::vector<FacetRequest> facets;
    std::optional<EntityRequest> entities;
    bool timeline = false;
    std::optional<TimeUnit> timeline_unit;  ///< nothing: whichever fits
    Explain explain = Explain::no;
    bool expand = false;  ///< words of the first hits rank too, and with any_word they match
    std::optional<Recency> recent;
    bool excerpts = true;              ///< false for formats that show no text
    std::size_t snippet_length = 220;  ///< characters
};

}  // namespace dateline
