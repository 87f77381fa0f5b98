#include "indexer/readers/jsonl.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/input/line_reader.h"
#include "indexer/readers/json_article.h"
#include "indexer/readers/json_values.h"

namespace dateline {
namespace {

/// So much of a file is looked at to tell whether its objects stand on lines of their own.
constexpr std::size_t looked_at = std::size_t{64} << 10;

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string_view without_mark(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
}

/// True when the brackets of the line are closed at its end, strings aside.
bool is_closed(std::string_view line) {
    long depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (in_string) {
            if (c == '\\') ++at;
            in_string = c != '"' || at >= line.size();
            if (c == '\\') in_string = true;
            continue;
        }
        if (c == '"') in_string = true;
        if (c == '{' || c == '[') ++depth;
        if (c == '}' || c == ']') --depth;
    }
    return depth <= 0 && !in_string;
}

/// True for a file that is to be read line by line: not for one array, nor for objects over several lines.
bool is_by_lines(std::string_view head) {
    std::string_view rest = without_mark(head);
    std::string_view first;
    while (trimmed(first).empty()) {
        if (!take_line(rest, first)) return true;
    }
    first = trimmed(first);
    if (first.front() == '[') return false;
    if (first.front() != '{' || rest.empty() || is_closed(first)) return true;
    // The first line is not a whole object. In an object over several lines, what follows on the next line
    // is a key or a bracket; another object may follow only a colon, a comma or an opening bracket.
    std::string_view second;
    while (trimmed(second).empty()) {
        if (!take_line(rest, second)) return first.size() > 1;
    }
    const char last = first.back();
    const bool may_follow = last == ':' || last == ',' || last == '[';
    return trimmed(second).front() == '{' && !may_follow;
}

class LinesReader final : public Reader {
public:
    LinesReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : lines_(std::move(bytes), record_limit), articles_(context) {}

    std::optional<Record> next() override {
        Line line;
        while (lines_.next(line)) {
            const std::string_view text = trimmed(line.number == 1 ? without_mark(line.text) : line.text);
            if (text.empty() && !line.too_long) continue;
            Record record;
            if (line.too_long) {
                record.content = Reject{"the record is too large", "no record may have more than 64 MiB"};
            } else {
                // What trimming took off at the end may be read, too.
                record = articles_.read(text, LineReader::padding);
            }
            record.number = ++number_;
            record.line = line.number;
            record.offset = line.offset;
            return record;
        }
        return std::nullopt;
    }

private:
    LineReader lines_;
    JsonArticles articles_;
    std::uint64_t number_ = 0;
};

class ValuesReader final : public Reader {
public:
    ValuesReader(std::unique_ptr<ByteStream> bytes, const ReadingContext& context)
        : values_(std::move(bytes), record_limit), articles_(context) {}

    std::optional<Record> next() override {
        JsonValue value;
        if (!values_.next(value)) return std::nullopt;
        Record record;
        if (value.problem.empty()) {
            record = articles_.read(value.text, JsonValues::padding);
        } else {
            record.content = Reject{value.problem, value.hint};
        }
        if (!value.note.empty()) record.notes.push_back(value.note);
        record.number = ++number_;
        record.line = value.line;
        record.offset = value.offset;
        return record;
    }

private:
    JsonValues values_;
    JsonArticles articles_;
    std::uint64_t number_ = 0;
};

/// True for what follows the bracket of an array whose first elements are no objects, but bare values of
/// JSON: up to an object or up to the array's end, which is the end of the text.
bool is_array_of_other_things(std::string_view rest) {
    while (!(rest = trimmed(rest)).empty()) {
        if (rest.front() == '{') return true;
        if (rest.front() == ']') return trimmed(rest.substr(1)).empty();
        std::size_t end = 0;
        if (rest.front() == '"') {
            end = rest.find('"', 1);
            if (end == rest.npos) return false;
            ++end;
        } else {
            end = std::min(rest.find_first_of(" \t\r\n,]"), rest.size());
            const std::string_view word = rest.substr(0, end);
            const bool number = word.find_first_not_of("0123456789+-.eE") == word.npos;
            if (!number && word != "null" && word != "true" && word != "false") return false;
        }
        rest = trimmed(rest.substr(end));
        if (rest.starts_with(',')) {
            rest.remove_prefix(1);
        } else if (!rest.starts_with(']')) {
            return false;
        }
    }
    return false;
}

}  // namespace

int recognise_jsonl(std::string_view head) {
    const std::string text = head_text(head);
    std::string_view rest = trimmed(text);
    if (rest.empty()) return 0;
    if (rest.front() == '{') {
        rest = trimmed(rest.substr(1));
        return rest.empty() || rest.front() == '"' || rest.front() == '}' ? 90 : 0;
    }
    if (rest.front() != '[') return 0;
    std::size_t brackets = 0;
    while (!rest.empty() && rest.front() == '[') {
        rest = trimmed(rest.substr(1));
        ++brackets;
    }
    if (brackets == 1 && (rest.starts_with('{') || rest == "]")) return 85;
    if (brackets == 1) return is_array_of_other_things(rest) ? 70 : 0;
    return rest.empty() || rest.starts_with('{') || rest.starts_with(']') ? 70 : 0;
}

std::unique_ptr<Reader> open_jsonl(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    bytes = utf8_stream(std::move(bytes), context.encoding);
    std::string head = read_ahead(bytes, looked_at);
    const bool by_lines = is_by_lines(head);
    bytes = stream_of(std::move(head), std::move(bytes));
    if (by_lines) return std::make_unique<LinesReader>(std::move(bytes), context);
    return std::make_unique<ValuesReader>(std::move(bytes), context);
}

}  // namespace dateline
