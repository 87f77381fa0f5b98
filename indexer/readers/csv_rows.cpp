#include "indexer/readers/csv_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "indexer/input/clean_text.h"

namespace dateline {
namespace {

/// So many times the longest row may be scanned in vain altogether; beyond, what was scanned is given up.
constexpr std::uint64_t most_in_vain = 4;

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The end of a quoted value that begins at `from`: a quotation mark before a separator or the line's end.
std::size_t closing_quote(std::string_view line, std::size_t from, char separator) {
    for (std::size_t at = line.find('"', from); at != line.npos; at = line.find('"', at + 1)) {
        if (at + 1 == line.size() || line[at + 1] == separator) return at;
    }
    return line.npos;
}

void undouble_quotes(std::string& value) {
    std::size_t to = 0;
    for (std::size_t from = 0; from < value.size(); ++from) {
        value[to++] = value[from];
        if (value[from] == '"' && from + 1 < value.size() && value[from + 1] == '"') ++from;
    }
    value.resize(to);
}

}  // namespace

std::vector<std::string> csv_values_of_line(std::string_view line, char separator) {
    std::vector<std::string> values;
    std::size_t at = 0;
    // Where one value has no closing mark, no later one has.
    bool may_close = true;
    while (true) {
        if (may_close && at < line.size() && line[at] == '"') {
            const std::size_t end = closing_quote(line, at + 1, separator);
            may_close = end != line.npos;
            if (may_close) {
                values.emplace_back(line.substr(at + 1, end - at - 1));
                undouble_quotes(values.back());
                if (end + 1 == line.size()) return values;
                at = end + 2;
                continue;
            }
        }
        const std::size_t end = std::min(line.find(separator, at), line.size());
        values.emplace_back(line.substr(at, end - at));
        if (end == line.size()) return values;
        at = end + 1;
    }
}

CsvRows::CsvRows(std::unique_ptr<ByteStream> bytes, char separator, std::size_t longest)
    : buffer_(std::move(bytes)), separator_(separator), longest_(longest) {}

bool CsvRows::has_byte(std::size_t at) {
    return buffer_.held().size() > at || buffer_.fill();
}

/// Reads a value in quotation marks, from behind the first to behind the last. False when it has no end.
bool CsvRows::take_quoted(std::string& value, End& end) {
    while (true) {
        const std::string_view held = buffer_.held();
        const std::size_t quote = held.find('"', at_);
        value += held.substr(at_, quote - at_);
        at_ = std::min(quote, held.size());
        if (at_ > longest_) {
            end = End::unclosed;
            return false;
        }
        if (quote == held.npos) {
            if (buffer_.fill()) continue;
            end = End::unclosed;
            return false;
        }
        ++at_;
        if (!has_byte(at_)) return true;
        if (buffer_.held()[at_] != '"') return true;
        value += '"';
        ++at_;
    }
}

/// Reads one row from the first byte held on; `at_` is behind it then, or where it stopped making sense.
CsvRows::End CsvRows::scan(std::vector<std::string>& values) {
    at_ = 0;
    values.clear();
    while (true) {
        std::string& value = values.emplace_back();
        End end = End::row;
        if (has_byte(at_) && buffer_.held()[at_] == '"') {
            ++at_;
            if (!take_quoted(value, end)) return end;
            if (!has_byte(at_)) return End::row;
            if (buffer_.held()[at_] == '\r' && has_byte(at_ + 1) && buffer_.held()[at_ + 1] == '\n') ++at_;
            const char c = buffer_.held()[at_];
            if (c != separator_ && c != '\n') return End::stray_quote;
        } else {
            const char stops[] = {separator_, '\n'};
            std::size_t stop = buffer_.held().find_first_of({stops, 2}, at_);
            while (stop == std::string_view::npos && buffer_.held().size() <= longest_) {
                const std::size_t searched = buffer_.held().size();
                if (!buffer_.fill()) break;
                stop = buffer_.held().find_first_of({stops, 2}, searched);
            }
            if (stop == std::string_view::npos && buffer_.held().size() > longest_) return End::too_long;
            const std::string_view held = buffer_.held();
            const bool at_end = stop == held.npos;
            value = at_end || held[stop] == '\n' ? without_line_end(held.substr(at_, stop - at_))
                                                 : held.substr(at_, stop - at_);
            at_ = at_end ? held.size() : stop;
            if (at_end) return End::row;
        }
        const bool line_ends = buffer_.held()[at_] == '\n';
        ++at_;
        if (line_ends) return End::row;
        if (at_ > longest_) return End::too_long;
        // A table that is far too wide is none; this also bounds what a mark that is never closed costs.
        if (columns_ > 0 && values.size() > columns_ + 1000) return End::stray_quote;
    }
}

bool CsvRows::fits(std::vector<std::string>& values) const {
    if (columns_ == 0) return true;
    while (values.size() > columns_ && trimmed(values.back()).empty()) values.pop_back();
    return values.size() == columns_;
}

/// Where in the row in hand, of `size` bytes, a later line begins that is a row of the right width by itself;
/// `size` when none does.
std::size_t CsvRows::row_inside(std::size_t size) const {
    std::string_view held = buffer_.held().substr(0, size);
    for (std::size_t end = held.find('\n'); end != held.npos && end + 1 < size;
         end = held.find('\n', end + 1)) {
        std::string_view line = without_line_end(held.substr(end + 1, held.find('\n', end + 1) - end));
        if (std::count(line.begin(), line.end(), separator_) + 1 < static_cast<std::ptrdiff_t>(columns_))
            continue;
        if (columns_ > 1 && csv_values_of_line(line, separator_).size() == columns_) return end + 1;
    }
    return size;
}

/// Makes the first line of what was scanned the problem, unless it is a row when read as text.
void CsvRows::refuse(CsvRow& row, End end) {
    const std::size_t line_end = buffer_.held().find('\n');
    const bool whole = line_end != std::string_view::npos || buffer_.held().size() <= longest_;
    if (end == End::too_long || !whole) {
        row.problem = "the record is too large";
        row.hint = "no record may have more than 64 MiB";
        buffer_.skip_line();
        return;
    }
    const std::size_t size = std::min(line_end, buffer_.held().size() - 1) + 1;
    row.values = csv_values_of_line(without_line_end(buffer_.held().substr(0, size)), separator_);
    if (columns_ > 0 && fits(row.values)) {
        row.note = "quotation marks that make no sense, read as text";
    } else {
        row.problem =
            end == End::unclosed ? "a quotation mark is not closed" : "a quotation mark inside a value";
        row.hint = "inside a quoted value write it twice; reading goes on at the next line";
    }
    go_on_at(size);
}

/// Lets go of the first `size` bytes of what was scanned; of all of it, once too much was scanned in vain.
void CsvRows::go_on_at(std::size_t size) {
    const std::size_t scanned = std::min(at_, buffer_.held().size());
    read_in_vain_ += scanned - std::min(scanned, size);
    const bool give_up = scanned > size && read_in_vain_ > most_in_vain * longest_;
    buffer_.consume(give_up ? scanned : size);
    if (give_up) buffer_.skip_line();
}

bool CsvRows::next(CsvRow& row) {
    row = {};
    if (buffer_.offset() == 0 && buffer_.fill_to(byte_order_mark.size()) &&
        buffer_.held().starts_with(byte_order_mark))
        buffer_.consume(byte_order_mark.size());
    while (has_byte(0) && (buffer_.held()[0] == '\n' || buffer_.held()[0] == '\r')) buffer_.consume(1);
    if (!has_byte(0)) return false;
    row.line = buffer_.line();
    row.offset = buffer_.offset();
    End end = scan(row.values);
    if (end == End::row && at_ > longest_ + 1) end = End::too_long;
    if (end != End::row) {
        refuse(row, end);
        return true;
    }
    if (fits(row.values)) {
        buffer_.consume(at_);
        return true;
    }
    row.problem = fmt::format("{} {} where the header has {}", row.values.size(),
                              row.values.size() == 1 ? "column" : "columns", columns_);
    row.hint = "a value with a separator or a line end in it needs quotation marks around it";
    go_on_at(row_inside(at_));
    return true;
}

}  // namespace dateline
