#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <simdjson.h>

#include "indexer/readers/article_builder.h"
#include "indexer/readers/reader.h"

namespace dateline {

/// Turns JSON objects into articles by the table of fields. One for each reader: it remembers which unknown
/// keys it has named and keeps its parser's memory from record to record.
///
/// Values are taken as publishers write them: numbers as ids; null as nothing; one string with ';' or ','
/// for a list; {"name": ...} or WordPress's {"rendered": ...} for a string; arrays of any of these; and for
/// the text an array of paragraphs. An array of strings for a title or lede is joined; of several values for
/// another field that has one the first counts. Whatever is left out is noted.
class JsonArticles {
public:
    explicit JsonArticles(const ReadingContext& context) : context_(context) {}

    /// The record that `json` holds; only `content` and `notes` are set. `slack` bytes behind the text may
    /// be read, which spares a copy when they are enough for the parser.
    [[nodiscard]] Record read(std::string_view json, std::size_t slack);

private:
    [[nodiscard]] simdjson::error_code parse(std::string_view json, std::size_t slack,
                                             simdjson::dom::element& parsed);
    [[nodiscard]] Record article_of(simdjson::dom::object object, std::vector<std::string> notes);
    void add(ArticleBuilder& builder, const KeyMatch& match, simdjson::dom::element value, int depth);
    void add_array(ArticleBuilder& builder, const KeyMatch& match, simdjson::dom::array values, int depth);
    void leave_out(ArticleBuilder& builder, const KeyMatch& match, std::string_view kind);
    void note_unknown(ArticleBuilder& builder, std::string_view key);

    ReadingContext context_;
    simdjson::dom::parser parser_;
    std::unordered_set<std::string> unknown_keys_;
};

/// What a parser's error means, for a Reject: "invalid JSON: a string is not closed".
[[nodiscard]] std::string json_reason(simdjson::error_code error);

/// What would help against it, or nothing.
[[nodiscard]] std::string json_hint(simdjson::error_code error);

}  // namespace dateline
