#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/fields.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// A publisher's key, looked up in the table of fields.
struct KeyMatch {
    const Field* field = nullptr;
    /// Which of two keys of one record means the field better: 0 is the field's own name, then its aliases
    /// in the table's order.
    unsigned rank = 0;
    std::string_view key{};  ///< as the table has it; lives as long as the program
};

/// The field that a key means; in any case, and '-', '_', ':', '.' and spaces do not count: "datePublished",
/// "date-published", "Date_Published" and "DATE PUBLISHED" are one key. No field for a key nobody knows.
[[nodiscard]] KeyMatch match_key(std::string_view key);

/// Puts an article together from keys and values as publishers write them; for every format whose records
/// are such pairs. All text that goes in is valid UTF-8; it is cleaned here.
class ArticleBuilder {
public:
    /// Begins a value of the key. False when the key is unknown or this record has given the field its value
    /// already by a better key, or by the same one, which is noted: then the value is not to be added.
    [[nodiscard]] bool begin(const KeyMatch& match);

    /// One value of the field that was begun, for a list one call each: an element of a list, a name, a text.
    void add(const Field& field, std::string_view value);

    /// One value of a list whose values stand apart already: "Hines, P. J." is one author then.
    void add_one(const Field& field, std::string_view value);

    /// A value that is one string but may hold several, apart by ';' or else by ',': "tags: cocoa, trade".
    void add_list(const Field& field, std::string_view values);

    /// A number where a text might be: ids, and seconds or milliseconds since 1970 as dates.
    void add_number(const Field& field, std::int64_t value);

    /// Adds what `text` holds as paragraphs.
    void add_paragraphs(std::vector<std::string> text);

    [[nodiscard]] const Article& article() const { return article_; }
    [[nodiscard]] Article& article() { return article_; }
    [[nodiscard]] bool has_published() const { return published_given_; }

    std::vector<std::string>& notes() { return notes_; }

    /// Remembers which rule gave the field its value; the last one counts.
    void set_origin(FieldId field, std::string rule);

    enum class Empty { rejected, kept };

    /// The record, complete with the context's defaults and an id. One without title, lede and text is a
    /// Reject, unless its source numbers its articles and a hole would be missed. The builder is spent then.
    [[nodiscard]] Record finish(const ReadingContext& context, Empty empty = Empty::rejected);

private:
    void add_date(const Field& field, std::string_view value);
    void add_author(std::string_view value);

    Article article_;
    std::vector<std::string> notes_;
    std::vector<FieldOrigin> origins_;
    /// The rank, plus 1, of the key that gave each field its value; 0: none yet.
    std::array<unsigned, fields.size()> ranks_{};
    bool published_given_ = false;
};

/// An id for an article that has none: a hash of what it says.
[[nodiscard]] std::string content_id(const Article& article);

}  // namespace dateline
