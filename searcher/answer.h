#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/dates.h"

namespace dateline {

/// A stretch of bytes in a text.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const Span&) const = default;
};

/// A piece of text with the places in it where the query matched; marks are in order and never overlap.
struct Excerpt {
    std::string text{};
    std::vector<Span> marks{};
    bool cut_before = false;  ///< text of the article stands before it
    bool cut_after = false;

    bool operator==(const Excerpt&) const = default;
};

/// One of the other articles that tell the story of a hit in its words.
struct HitCopy {
    std::string id;
    std::string title;
    std::string source;
    std::optional<Timestamp> published;
    bool version = false;  ///< of the hit's own source: a later or an earlier state of the article
};

/// One article that answers, in its place.
struct Hit {
    std::uint64_t rank = 0;  ///< from 1, over the whole answer
    double score = 0;        ///< 0 where the order is not by relevance
    Article article;
    Excerpt title;                     ///< the whole title, marked
    Excerpt snippet;                   ///< the best place of lede and body, marked
    std::vector<std::string> why;      ///< with --explain: one line a part of the score
    std::uint32_t cluster = 0;         ///< that it shares with its copies; 0 when it has none
    std::uint64_t copies = 0;          ///< other articles of its cluster that match
    std::vector<HitCopy> copy_list{};  ///< these, earliest first, undated last; where they were asked for
};

struct FacetValue {
    std::string value;
    std::uint64_t count = 0;
    bool chosen = false;  ///< a filter asks for it
    /// Where the order is by share: how many articles of the whole archive have it, in the same view of
    /// copies; and how unusual it makes the answer, see `unusualness`.
    std::optional<std::uint64_t> in_archive{};
    double score = 0;
};

/// How the articles of an answer spread over the values of one field.
struct Facet {
    std::string field;               ///< "person", "year"
    std::uint64_t distinct = 0;      ///< values that occur, whether listed below or not
    std::uint64_t missing = 0;       ///< articles without any value
    std::vector<FacetValue> values;  ///< in the order that was asked for
    std::uint64_t other = 0;         ///< sum of the counts of the values that are not listed
    /// What a filter asked for of this field: every article has it, so it is counted nowhere here.
    std::vector<std::string> left_out{};
    std::vector<std::string> excluded{};  ///< what a filter keeps away: no article of the answer has it
    /// That are counted: those of the answer, or more where the facet's own filters were passed over.
    std::uint64_t articles = 0;
    bool widened = false;          ///< its own filters were passed over
    std::string match{};           ///< text that each listed value must have; nothing: no matter
    std::uint64_t matching = 0;    ///< values that occur and have it; all of them without `match`
    bool against_archive = false;  ///< the values have `in_archive` and `score`
};

/// A name of the archive that counts for an entity.
struct EntityAlias {
    std::string name;
    std::uint64_t count = 0;
};

struct EntityRow {
    std::string name;
    std::uint64_t count = 0;           ///< articles that name it, by whatever name
    std::vector<EntityAlias> aliases;  ///< its other names in these articles, most frequent first
    std::string rule;                  ///< where an authority file says so: "authority.txt:12"; or nothing
};

/// The entities of one kind that the articles of an answer name.
struct EntityList {
    std::string field;                    ///< "person"
    std::uint64_t distinct = 0;           ///< that match, whether listed below or not
    std::uint64_t missing = 0;            ///< articles that name none of the kind
    std::string match;                    ///< text that each must have in a name; nothing: no matter
    std::uint64_t offset = 0;             ///< of the first that is listed
    std::vector<EntityRow> rows;          ///< most frequent first, ties by name
    std::vector<std::string> left_out{};  ///< see Facet
};

enum class TimeUnit : std::uint8_t { day, week, month, year };

struct Bucket {
    Day first{};
    Day last{};
    std::uint64_t count = 0;
    std::uint64_t in_archive = 0;  ///< articles of the archive, whether they match or not; copies count
};

/// How the articles of an answer spread over time: the buckets that have any, in order.
struct Timeline {
    TimeUnit unit = TimeUnit::day;
    std::vector<Bucket> buckets;
    std::uint64_t undated = 0;
    /// Between the first bucket and the last: stretches of whole buckets of which the archive has no article
    /// at all. What is empty beside them has articles, of which none matches.
    std::vector<Bucket> gaps{};
};

/// Whether an article must have it, one of all those of the same field, or must not.
enum class FilterSense : std::uint8_t { all, any, none };

/// A filter as it was understood: {"person", "Steve Witkoff"}, {"published", "2026-01-20.."}.
struct AppliedFilter {
    std::string field;
    std::string value;
    FilterSense sense = FilterSense::all;
};

/// What was asked, as it was understood.
struct AskedFor {
    std::string id{};        ///< where it is one of many: which; else nothing
    std::string typed;       ///< the words as typed
    std::string understood;  ///< the query in one canonical spelling
    std::vector<AppliedFilter> filters;
    std::string sort;                     ///< "relevance", "newest", "oldest", "random"
    std::optional<std::uint64_t> seed{};  ///< of a random order
    std::string similar{};                ///< the id of the article that all are like; nothing: none is
    std::uint64_t offset = 0;
    std::uint64_t limit = 0;
    std::string lead{};        ///< "first", "longest", "source:Northern Wire"; nothing when nothing is folded
    bool list_copies = false;  ///< below each hit
    bool in_time = false;      ///< how long after it
    /// With --expand: words of the first hits that rank too, weightiest first; those of the query may be
    /// among them. None where the first hits were too few to tell.
    std::optional<std::vector<std::string>> added{};
};

/// When no article has all the words: those that have most of them. They are no hits.
struct Nearest {
    std::uint64_t words_asked = 0;
    std::uint64_t words_matched = 0;  ///< each of these articles has so many
    std::uint64_t total = 0;          ///< how many articles have so many
    std::vector<Hit> hits;
};

/// The number of articles that have a word of the query: for saying why nothing was found.
struct WordCount {
    std::string word;
    std::uint64_t articles = 0;
};

/// What one part of a question finds when nothing has all of them: one that the query can do without, or one
/// filter.
struct AskedPart {
    std::string query{};                    ///< in the canonical spelling; empty of a filter
    std::optional<AppliedFilter> filter{};  ///< where several of one field count as one, all their values
    /// That it finds alone; of a part of the query that leaves out, how many it leaves out.
    std::uint64_t articles = 0;
    /// How many hits there would be without it; nothing of the only part, and where what remains is no
    /// question.
    std::optional<std::uint64_t> without{};
    /// The same asked less strictly, as `a b` for `a NEAR/3 b`, and how many hits there would be with it in
    /// its place; empty where nothing less strict is known.
    std::string looser{};
    std::uint64_t with_looser = 0;
};

struct DayCount {
    Day day{};
    std::uint64_t articles = 0;
};

/// Days that were asked for, and where the rest of the question finds something.
struct AskedDays {
    std::string field;           ///< "published"
    DayRange days;               ///< as they were asked for
    std::uint64_t articles = 0;  ///< of those days, whatever else they have
    std::optional<DayCount> before{};
    std::optional<DayCount> after{};
};

/// What somebody may have meant who typed a word that no article has.
struct SuggestedWord {
    std::string typed;  ///< folded
    std::string word;   ///< as articles write it
    std::uint64_t articles = 0;
};

/// Why nothing was found. All numbers are those that --count says of the same question.
struct WhyNothing {
    std::vector<WordCount> words;  ///< the words, phrases, names and dates of the query, each alone
    std::vector<AskedPart> parts;  ///< first those of the query
    std::vector<AskedDays> days;
    std::vector<SuggestedWord> suggestions;  ///< best first; several of one word stand together
    /// With --mentions or --major: how many articles name whom they are about, where not one of them counts
    /// a mention, as their names come from tags alone; else 0.
    std::uint64_t unmentioned = 0;

    /// The part without which there would be most hits; nothing when none helps.
    [[nodiscard]] const AskedPart* culprit() const;
};

/// A second query, for its timeline to be held against that of the first.
struct Comparison {
    std::string typed;
    std::string understood;
    std::uint64_t total = 0;
    std::uint64_t copies = 0;  ///< that are folded away
    Timeline timeline;
    std::optional<WhyNothing> why{};  ///< when nothing matched and it was asked for
};

/// The whole answer to one search: a plain value, which the formatters turn into bytes.
struct Answer {
    AskedFor query;
    std::uint64_t articles = 0;  ///< in the archive
    std::uint64_t total = 0;     ///< that match
    bool exact = true;           ///< false: `total` is an estimate
    bool folded = true;          ///< of articles that are copies of one another one counts
    std::uint64_t copies = 0;    ///< that match and are folded away: nothing here counts them
    bool has_copies = false;     ///< the archive knows of any
    std::vector<Hit> hits;       ///< the page that was asked for
    std::vector<Facet> facets;
    std::optional<Timeline> timeline;
    std::optional<Comparison> comparison;  ///< of the same filters, and the same unit as the timeline
    std::optional<EntityList> entities;
    std::optional<Nearest> nearest;
    std::vector<WordCount> words;     ///< filled when nothing matched
    std::optional<WhyNothing> why{};  ///< when nothing matched and it was asked for
    std::uint64_t undated =
        0;  ///< when nothing matched: what would, had it a date; no filter by date takes it in
    std::string archive_id;
    std::uint64_t revision = 0;  ///< of the archive, one more a published run
};

}  // namespace dateline
