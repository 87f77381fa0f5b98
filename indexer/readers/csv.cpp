#include "indexer/readers/csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "common/error.h"
#include "indexer/input/clean_text.h"
#include "indexer/input/encoding.h"
#include "indexer/readers/article_builder.h"
#include "indexer/readers/csv_rows.h"

namespace dateline {
namespace {

constexpr std::size_t looked_at = std::size_t{64} << 10;

constexpr std::array separators{',', '\t', ';', '|'};

/// So many rows behind the header are looked at to tell a table from prose.
constexpr std::size_t rows_looked_at = 20;

/// Excel's own first line, which names the separator: "sep=;".
std::optional<char> declared_separator(std::string_view text) {
    std::string_view line;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    if (!take_line(text, line) || line.size() != 5 || !line.starts_with("sep=")) return std::nullopt;
    const char separator = line.back();
    if (std::ranges::find(separators, separator) == separators.end()) return std::nullopt;
    return separator;
}

/// How many different fields the header names; 0 unless a title or a text is among them.
std::size_t known_fields(const std::vector<std::string>& header) {
    std::vector<FieldId> known;
    bool says_something = false;
    for (const std::string& name : header) {
        const KeyMatch match = match_key(trimmed(name));
        if (match.field == nullptr) continue;
        if (std::ranges::find(known, match.field->id) == known.end()) known.push_back(match.field->id);
        says_something =
            says_something || match.field->id == FieldId::title || match.field->id == FieldId::text;
    }
    return says_something ? known.size() : 0;
}

/// True when no row follows, or when most of the rows that follow have the width of the header.
bool rows_agree(CsvRows& rows, std::size_t columns) {
    rows.expect(columns);
    std::size_t right = 0;
    std::size_t wrong = 0;
    CsvRow row;
    while (right + wrong < rows_looked_at && rows.next(row)) ++(row.problem.empty() ? right : wrong);
    // The last one may have been cut off, or go on beyond what is looked at.
    return wrong <= right + 1;
}

/// The first line that is not blank; a header in several lines is told by its first.
std::string_view first_line(std::string_view text) {
    constexpr std::size_t longest = std::size_t{16} << 10;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    std::string_view line;
    while (take_line(text, line) && trimmed(line).empty()) {
    }
    return line.size() > longest ? std::string_view{} : line;
}

/// The separator of a table that begins with `text`, by what it makes of the header.
std::optional<char> separator_of(const std::string& text, bool sure_of_table) {
    if (const std::optional<char> declared = declared_separator(text)) return declared;
    const std::string_view line = first_line(text);
    std::optional<char> best;
    std::size_t most = sure_of_table ? 0 : 1;
    for (const char separator : separators) {
        // Every file comes by here, so what is no header must be told without much ado.
        const std::vector<std::string> header = csv_values_of_line(line, separator);
        const std::size_t known = header.size() > 1 || sure_of_table ? known_fields(header) : 0;
        if (known <= most) continue;
        CsvRows rows(stream_of(text), separator, looked_at);
        CsvRow first;
        if (!sure_of_table && rows.next(first) && !rows_agree(rows, header.size())) continue;
        most = known;
        best = separator;
    }
    return best;
}

class CsvReader final : public Reader {
public:
    CsvReader(std::unique_ptr<ByteStream> bytes, char separator, const ReadingContext& context)
        : rows_(std::move(bytes), separator, record_limit), context_(context) {
        CsvRow header;
        if (!rows_.next(header) || !header.problem.empty()) return;
        if (header.values.front().starts_with("sep=") && !rows_.next(header)) return;
        rows_.expect(header.values.size());
        for (std::string& value : header.values) {
            Decoded name = as_utf8(std::move(value));
            columns_.push_back({one_line(name.text), match_key(trimmed(name.text))});
        }
    }

    std::optional<Record> next() override {
        CsvRow row;
        if (!rows_.next(row)) return std::nullopt;
        Record record;
        if (!row.problem.empty()) {
            record.content = Reject{row.problem, row.hint};
        } else {
            record = article_of(row);
        }
        record.number = ++number_;
        record.line = row.line;
        record.offset = row.offset;
        return record;
    }

private:
    struct Column {
        std::string name;
        KeyMatch match;
    };

    Decoded as_utf8(std::string bytes) const {
        // A declared encoding was undone in the stream already, but for what cannot be done there.
        if (is_utf8(bytes)) return {std::move(bytes), 0, {}};
        return to_utf8(std::move(bytes), context_.encoding);
    }

    Record article_of(CsvRow& row) {
        if (std::ranges::all_of(row.values, [](const std::string& v) { return trimmed(v).empty(); })) {
            Record record;
            record.content = Skip{"a row without any value"};
            return record;
        }
        ArticleBuilder builder;
        if (!row.note.empty()) builder.notes().push_back(row.note);
        if (number_ == 0) note_unknown_columns(builder);
        decode(row, builder);
        for (std::size_t at = 0; at < std::min(columns_.size(), row.values.size()); ++at) {
            const auto& [name, match] = columns_[at];
            const std::string_view value = row.values[at];
            // What databases write for no value.
            const bool nothing = trimmed(value).empty() || value == "NULL" || value == "\\N";
            if (match.field == nullptr || nothing || !builder.begin(match)) continue;
            builder.add_list(*match.field, value);
            builder.set_origin(match.field->id, fmt::format("column \"{}\"", name));
        }
        return builder.finish(context_);
    }

    /// One encoding for all of a row, because a short value alone may look like any.
    void decode(CsvRow& row, ArticleBuilder& builder) const {
        if (std::ranges::all_of(row.values, [](const std::string& v) { return is_utf8(v); })) return;
        constexpr char between = '\0';  // no encoding in which separators are found has it within a letter
        std::string all;
        for (std::string& value : row.values) {
            std::ranges::replace(value, between, ' ');
            all += value;
            all += between;
        }
        const Decoded decoded = to_utf8(std::move(all), context_.encoding);
        if (!decoded.encoding.empty()) builder.notes().push_back("read as " + decoded.encoding);
        if (decoded.broken > 0)
            builder.notes().push_back(fmt::format("{} broken bytes replaced", decoded.broken));
        std::size_t begin = 0;
        for (std::string& value : row.values) {
            const std::size_t end = std::min(decoded.text.find(between, begin), decoded.text.size());
            value = decoded.text.substr(std::min(begin, end), end - std::min(begin, end));
            begin = end + 1;
        }
    }

    void note_unknown_columns(ArticleBuilder& builder) const {
        for (const auto& [name, match] : columns_) {
            if (match.field == nullptr)
                builder.notes().push_back(fmt::format("unknown column \"{}\" ignored", name.substr(0, 60)));
        }
    }

    CsvRows rows_;
    ReadingContext context_;
    std::vector<Column> columns_;
    std::uint64_t number_ = 0;
};

}  // namespace

int recognise_csv(std::string_view head) {
    if (looks_binary(head)) return 0;
    return separator_of(head_text(head), false) ? 80 : 0;
}

std::unique_ptr<Reader> open_csv(std::unique_ptr<ByteStream> bytes, const ReadingContext& context) {
    bytes = utf8_stream(std::move(bytes), context.encoding);
    std::string head = read_ahead(bytes, looked_at);
    const std::optional<char> separator = separator_of(head, true);
    if (!separator) {
        throw Error("a table whose first row names neither a title nor a text",
                    "the first row names the columns; --fields of dateline-search lists the keys");
    }
    return std::make_unique<CsvReader>(stream_of(std::move(head), std::move(bytes)), *separator, context);
}

}  // namespace dateline
