#include "indexer/readers/mime.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/input/clean_text.h"
#include "indexer/markup/html_text.h"

namespace dateline {
namespace {

constexpr int deepest = 20;

/// A message of more parts is no letter.
constexpr std::size_t most_parts = 1000;

/// A plain text of fewer bytes, and of less than a quarter of what the HTML says, only points to it.
constexpr std::size_t longest_teaser = 2000;

std::size_t size_of(const std::vector<std::string>& paragraphs) {
    std::size_t size = 0;
    for (const std::string& paragraph : paragraphs) size += paragraph.size();
    return size;
}

std::string parameter(const MimeValue& value, const std::string& name) {
    const auto found = value.parameters.find(name);
    return found == value.parameters.end() ? std::string() : found->second;
}

/// The parts between the lines "--boundary"; a last line that is missing ends with the text.
std::vector<std::string_view> parts_of(std::string_view body, const std::string& boundary) {
    std::vector<std::string_view> parts;
    const std::string mark = "--" + boundary;
    std::size_t begin = std::string_view::npos;  // of the part in hand
    std::size_t at = body.starts_with(mark) ? 0 : body.find("\n" + mark);
    while (at != body.npos && parts.size() < most_parts) {
        const std::size_t line = at + (body[at] == '\n' ? 1 : 0);
        const std::size_t line_end = std::min(body.find('\n', line), body.size());
        const std::string_view behind =
            trimmed(body.substr(line + mark.size(), line_end - line - mark.size()));
        if (behind.empty() || behind == "--") {
            if (begin != body.npos) parts.push_back(body.substr(begin, std::max(at, begin) - begin));
            begin = behind.empty() ? std::min(line_end + 1, body.size()) : body.npos;
            if (!behind.empty()) return parts;
        }
        at = body.find("\n" + mark, line_end == body.size() ? line_end : std::max(line_end, at + 1));
    }
    if (begin != body.npos && begin < body.size()) parts.push_back(body.substr(begin));
    return parts;
}

/// Puts lines of format=flowed (RFC 3676) together and leaves out the signature.
std::string plain_text(std::string_view text, bool flowed, bool delete_space) {
    std::string joined;
    std::string_view line;
    while (take_line(text, line)) {
        if (line.starts_with("-- ") && trimmed(line) == "--") break;
        if (flowed && line.starts_with(' ')) line.remove_prefix(1);
        const bool goes_on = flowed && line.ends_with(' ');
        if (goes_on && delete_space) line.remove_suffix(1);
        joined += line;
        if (!goes_on) joined += '\n';
    }
    return joined;
}

class TextOfParts {
public:
    explicit TextOfParts(std::string_view encoding) : encoding_(encoding) {}

    MimeText read(const std::vector<MimeField>& fields, std::string_view body, int depth) {
        if (depth > deepest) return {};
        const MimeValue type = mime_value(field_value(fields, "content-type"));
        const MimeValue disposition = mime_value(field_value(fields, "content-disposition"));
        if (depth > 0 && disposition.value == "attachment") return {};
        if (type.value.starts_with("multipart/")) {
            const std::string boundary = parameter(type, "boundary");
            if (!boundary.empty()) return several(type.value, parts_of(body, boundary), depth);
        }
        // A message inside another is never encoded as a whole.
        if (type.value == "message/rfc822") {
            const std::vector<MimeField> inner = take_fields(body);
            return read(inner, body, depth + 1);
        }
        const std::string content = decoded(fields, body);
        std::string charset = parameter(type, "charset");
        if (charset.empty()) charset = encoding_;
        if (type.value == "text/html" || type.value == "application/xhtml+xml")
            return {html_paragraphs(text_in_charset(content, charset)), "text/html"};
        const bool plain = type.value.empty() || type.value.starts_with("text/") ||
                           type.value.starts_with("multipart/") || type.value.find('/') == std::string::npos;
        if (!plain || type.value == "text/calendar" || type.value == "text/css") return {};
        const bool flowed = parameter(type, "format") == "flowed";
        return {paragraphs(
                    plain_text(text_in_charset(content, charset), flowed, parameter(type, "delsp") == "yes")),
                "text/plain"};
    }

private:
    static std::string decoded(const std::vector<MimeField>& fields, std::string_view body) {
        const std::string encoding = mime_value(field_value(fields, "content-transfer-encoding")).value;
        if (encoding == "quoted-printable") return without_quoted_printable(body);
        if (encoding == "base64") return without_base64(body);
        return std::string(body);
    }

    MimeText several(std::string_view type, const std::vector<std::string_view>& parts, int depth) {
        MimeText all;
        MimeText html;
        for (std::string_view part : parts) {
            const std::vector<MimeField> fields = take_fields(part);
            MimeText text = read(fields, part, depth + 1);
            if (text.paragraphs.empty()) continue;
            if (type == "multipart/alternative") {
                MimeText& kind = text.rule == "text/html" ? html : all;
                if (kind.paragraphs.empty()) kind = std::move(text);
                continue;
            }
            if (all.rule.empty()) all.rule = text.rule;
            std::ranges::move(text.paragraphs, std::back_inserter(all.paragraphs));
            // What else is related to a text are its pictures.
            if (type == "multipart/related") break;
        }
        const std::size_t plain_size = size_of(all.paragraphs);
        const bool teaser = plain_size < longest_teaser && 4 * plain_size < size_of(html.paragraphs);
        return teaser ? html : all;
    }

    std::string_view encoding_;
};

}  // namespace

MimeText mime_text(const std::vector<MimeField>& fields, std::string_view body, std::string_view encoding) {
    return TextOfParts(encoding).read(fields, body, 0);
}

}  // namespace dateline
