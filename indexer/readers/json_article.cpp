#include "indexer/readers/json_article.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/readers/json_repair.h"
#include "indexer/readers/ninjs.h"

namespace dateline {
namespace {

namespace dom = simdjson::dom;

/// Objects and arrays inside one another that a value may have: {"author": [{"name": "..."}]} has three.
constexpr int deepest_value = 6;
/// Unknown keys beyond these are ignored without being named.
constexpr std::size_t most_unknown_keys = 200;

/// Where an object keeps the string that it stands for, in this order.
constexpr std::array<std::string_view, 10> inner_keys{"name",  "rendered", "value",  "label", "#text",
                                                      "title", "text",     "@value", "$date", "$oid"};

std::string_view kind_of(dom::element value) {
    switch (value.type()) {
        case dom::element_type::ARRAY:
            return "an array";
        case dom::element_type::STRING:
            return "a string";
        case dom::element_type::BOOL:
            return "true or false";
        case dom::element_type::NULL_VALUE:
            return "null";
        case dom::element_type::OBJECT:
            return "an object";
        default:
            return "a number";
    }
}

Record rejected(std::string reason, std::string hint = {}) {
    Record record;
    record.content = Reject{std::move(reason), std::move(hint)};
    return record;
}

/// True for what describes records and is none: it lies beside them in many collections.
bool is_schema(dom::object object) {
    std::string_view schema;
    return object.at_key("$schema").get(schema) == simdjson::SUCCESS &&
           schema.find("//json-schema.org/") != schema.npos;
}

std::string note_of(const Decoded& decoded) {
    if (decoded.encoding.empty()) return fmt::format("{} broken bytes replaced", decoded.broken);
    if (decoded.broken == 0) return "read as " + decoded.encoding;
    return fmt::format("read as {}, {} broken bytes replaced", decoded.encoding, decoded.broken);
}

}  // namespace

std::string json_reason(simdjson::error_code error) {
    switch (error) {
        case simdjson::UNCLOSED_STRING:
            return "invalid JSON: a string is not closed";
        case simdjson::STRING_ERROR:
            return "invalid JSON: a string with a bad escape";
        case simdjson::UNESCAPED_CHARS:
            return "invalid JSON: a control character inside a string";
        case simdjson::DEPTH_ERROR:
            return "invalid JSON: nested too deeply";
        case simdjson::T_ATOM_ERROR:
        case simdjson::F_ATOM_ERROR:
        case simdjson::N_ATOM_ERROR:
            return "invalid JSON: a word that is neither true, false nor null";
        case simdjson::NUMBER_ERROR:
            return "invalid JSON: a number that is none";
        case simdjson::UTF8_ERROR:
            return "invalid JSON: text that is not UTF-8";
        case simdjson::EMPTY:
            return "invalid JSON: nothing there";
        case simdjson::CAPACITY:
        case simdjson::MEMALLOC:
            return "the record is too large";
        default:
            return "invalid JSON: brackets, commas or quotes in the wrong place";
    }
}

std::string json_hint(simdjson::error_code error) {
    switch (error) {
        case simdjson::UNCLOSED_STRING:
            return "a quotation mark is missing, or one inside the string has no backslash before it";
        case simdjson::STRING_ERROR:
            return "write a backslash as \\\\";
        case simdjson::UNESCAPED_CHARS:
            return "write it as an escape, such as \\n";
        case simdjson::T_ATOM_ERROR:
        case simdjson::F_ATOM_ERROR:
        case simdjson::N_ATOM_ERROR:
        case simdjson::NUMBER_ERROR:
            return "a string stands in quotation marks";
        case simdjson::CAPACITY:
        case simdjson::MEMALLOC:
            return {};
        default:
            return "a record is one JSON object; a JSON tool such as jq shows where it breaks";
    }
}

simdjson::error_code JsonArticles::parse(std::string_view json, std::size_t slack, dom::element& parsed) {
    const bool copy = slack < simdjson::SIMDJSON_PADDING;
    return parser_.parse(json.data(), json.size(), copy).get(parsed);
}

Record JsonArticles::read(std::string_view json, std::size_t slack) {
    std::vector<std::string> notes;
    std::string repaired;
    const auto take_over = [&](std::string text) {
        repaired = std::move(text);
        json = repaired;
        slack = 0;
    };
    if (has_surrogate_escape(json)) {
        if (std::optional<std::string> fixed = repaired_json(json)) {
            take_over(std::move(*fixed));
            notes.emplace_back("repaired JSON: half a character, NaN or a huge number");
        }
    }
    dom::element parsed;
    simdjson::error_code error = parse(json, slack, parsed);
    if (error == simdjson::UTF8_ERROR) {
        Decoded decoded = to_utf8(std::string(json), context_.encoding);
        notes.push_back(note_of(decoded));
        take_over(std::move(decoded.text));
        error = parse(json, slack, parsed);
    }
    if (error != simdjson::SUCCESS) {
        if (std::optional<std::string> fixed = repaired_json(json)) {
            take_over(std::move(*fixed));
            notes.emplace_back("repaired JSON: half a character, NaN or a huge number");
            error = parse(json, slack, parsed);
        }
    }
    if (error != simdjson::SUCCESS) return rejected(json_reason(error), json_hint(error));
    dom::object object;
    if (parsed.get(object) != simdjson::SUCCESS)
        return rejected(fmt::format("a record must be a JSON object, not {}", kind_of(parsed)),
                        "{\"title\": ..., \"text\": ...}; --fields of dateline-search lists the keys");
    if (is_schema(object)) {
        Record record;
        record.content = Skip{"a JSON schema"};
        return record;
    }
    if (is_ninjs(object)) return read_ninjs(object, context_, std::move(notes));
    return article_of(object, std::move(notes));
}

Record JsonArticles::article_of(dom::object object, std::vector<std::string> notes) {
    ArticleBuilder builder;
    builder.notes() = std::move(notes);
    for (const dom::key_value_pair member : object) {
        const KeyMatch match = match_key(member.key);
        if (match.field == nullptr) {
            note_unknown(builder, member.key);
        } else if (!member.value.is_null() && builder.begin(match)) {
            add(builder, match, member.value, 0);
        }
    }
    // An export has stories without a word in it, too: it says so by an empty text, and they have ids.
    std::string_view text;
    const bool says_empty = object.at_key(field(FieldId::text).key).get(text) == simdjson::SUCCESS &&
                            text.empty() && !builder.article().id.empty();
    return builder.finish(context_,
                          says_empty ? ArticleBuilder::Empty::kept : ArticleBuilder::Empty::rejected);
}

void JsonArticles::note_unknown(ArticleBuilder& builder, std::string_view key) {
    if (unknown_keys_.size() >= most_unknown_keys) return;
    std::string name = one_line(key.substr(0, 60));
    if (unknown_keys_.insert(name).second)
        builder.notes().push_back(fmt::format("unknown key \"{}\" ignored", name));
}

/// A value that says nothing of the field: a lesser key may still give it one.
void JsonArticles::leave_out(ArticleBuilder& builder, const KeyMatch& match, std::string_view kind) {
    builder.notes().push_back(fmt::format("\"{}\" left out: {} is no value of it", match.key, kind));
    builder.add(*match.field, {});
}

void JsonArticles::add_array(ArticleBuilder& builder, const KeyMatch& match, dom::array values, int depth) {
    const Field& field = *match.field;
    if (field.many || field.id == FieldId::text) {
        for (const dom::element value : values)
            if (!value.is_null()) add(builder, match, value, depth + 1);
        return;
    }
    std::vector<dom::element> given;
    for (const dom::element value : values)
        if (!value.is_null()) given.push_back(value);
    const bool strings = std::ranges::all_of(given, [](dom::element value) { return value.is_string(); });
    if (field.kind == FieldKind::text && given.size() > 1 && strings) {
        std::string joined;
        for (const dom::element value : given)
            joined.append(joined.empty() ? "" : " ").append(value.get_string().value_unsafe());
        builder.notes().push_back(
            fmt::format("the {} strings of \"{}\" are joined", given.size(), match.key));
        return builder.add(field, joined);
    }
    if (given.size() > 1) {
        builder.notes().push_back(
            fmt::format("\"{}\" has {} values; the first one counts", match.key, given.size()));
    }
    if (!given.empty()) add(builder, match, given.front(), depth + 1);
}

void JsonArticles::add(ArticleBuilder& builder, const KeyMatch& match, dom::element value, int depth) {
    const Field& field = *match.field;
    if (depth > deepest_value) return leave_out(builder, match, "what is nested so deeply");
    switch (value.type()) {
        case dom::element_type::STRING: {
            const std::string_view text = value.get_string().value_unsafe();
            // Only a string that stands alone can be a list; an element of an array is one value.
            if (depth == 0) return builder.add_list(field, text);
            return builder.add_one(field, text);
        }
        case dom::element_type::INT64:
            return builder.add_number(field, value.get_int64().value_unsafe());
        case dom::element_type::UINT64:
            return builder.add(field, std::to_string(value.get_uint64().value_unsafe()));
        case dom::element_type::DOUBLE:
            return builder.add(field, simdjson::minify(value));
        case dom::element_type::ARRAY:
            return add_array(builder, match, value.get_array().value_unsafe(), depth);
        case dom::element_type::OBJECT: {
            const dom::object object = value.get_object().value_unsafe();
            for (const std::string_view key : inner_keys) {
                dom::element inner;
                if (object.at_key(key).get(inner) != simdjson::SUCCESS || inner.is_null()) continue;
                return add(builder, match, inner, depth + 1);
            }
            return leave_out(builder, match, kind_of(value));
        }
        case dom::element_type::BOOL:
            return leave_out(builder, match, kind_of(value));
        case dom::element_type::NULL_VALUE:
            return;
    }
}

}  // namespace dateline
