#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/dates.h"
#include "common/fields.h"
#include "searcher/answer.h"
#include "searcher/days.h"
#include "searcher/mention_filter.h"
#include "searcher/query/syntax_tree.h"

namespace dateline {

enum class Sort : std::uint8_t { relevance, newest, oldest, random };

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

enum class FacetOrder : std::uint8_t {
    count,  ///< most frequent first, ties by value
    name,
    share,  ///< the most unusual first, measured against the whole archive
};

/// A facet that is asked for: a faceted field, or "year", "month" or "day" of publication.
struct FacetRequest {
    std::string field;
    std::size_t most = 10;  ///< values listed
    FacetOrder order = FacetOrder::count;
    std::string match{};  ///< text that a listed value must have; nothing: no matter
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

/// A word of a query that stands for others because a file of synonyms says so.
struct AppliedSynonym {
    std::string typed;
    std::vector<std::string> meanings;
    std::string rule;  ///< where the file says so: "synonyms.txt:12"

    bool operator==(const AppliedSynonym&) const = default;
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
    std::string id{};  ///< of one query among many
    std::string typed;
    Node query;                              ///< with its synonyms
    std::vector<AppliedSynonym> synonyms{};  ///< that are in it
    std::vector<NameFilter> names;  ///< all must hold; those of sense `any` and one field count as one
    CopiesRequest copies;
    MentionBar mentions;  ///< how much the articles must make of people, organisations and places
    DayRange published;
    bool undated = false;                  ///< only articles without a day of publication
    std::optional<DayOfYear> day_of_year;  ///< published on it, whatever the year
    std::string similar;                   ///< only articles like the one with that id; nothing: no matter
    bool any_word = false;                 ///< articles with any of the words, not all
    Sort sort = Sort::relevance;
    std::uint64_t seed = 0;  ///< of a random order
    std::uint64_t offset = 0;
    std::uint64_t limit = 10;
    bool all = false;  ///< every hit: the limit is more than there can be
    std::vector<FacetRequest> facets;
    bool multi_select = false;  ///< a facet is counted as if the filters of its own field were not there
    std::optional<EntityRequest> entities;
    bool timeline = false;
    std::optional<TimeUnit> timeline_unit;  ///< nothing: whichever fits
    std::optional<std::string> compared;    ///< as typed: the query to be held against this one
    Node compared_query;
    bool why_nothing = false;  ///< say why, when nothing matches
    Explain explain = Explain::no;
    bool expand = false;  ///< words of the first hits rank too, and with any_word they match
    std::optional<Recency> recent;
    bool excerpts = true;              ///< false for formats that show no text
    std::size_t snippet_length = 220;  ///< characters
};

}  // namespace dateline
