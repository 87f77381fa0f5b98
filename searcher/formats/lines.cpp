#include "searcher/formats/lines.h"

#include <algorithm>

#include "common/text/characters.h"
#include "common/text/columns.h"
#include "searcher/formats/printable.h"
#include "searcher/sentences.h"

namespace dateline {

namespace {

constexpr std::string_view bold_on = "\x1b[1m";
constexpr std::string_view mark_on = "\x1b[1;31m";
constexpr std::string_view all_off = "\x1b[0m";

/// No paragraph is squeezed into less, however narrow the terminal says it is.
constexpr std::size_t narrowest_paragraph = 20;

/// `**` around the marks as part of the text, so that wrapping counts them.
Excerpt with_stars(const Excerpt& excerpt) {
    Excerpt result;
    std::size_t at = 0;
    for (const Span& mark : excerpt.marks) {
        result.text += excerpt.text.substr(at, mark.begin - at) + "**";
        result.text += excerpt.text.substr(mark.begin, mark.end - mark.begin) + "**";
        at = mark.end;
    }
    result.text += excerpt.text.substr(at);
    return result;
}

Excerpt with_ellipses(const Excerpt& excerpt, const OutputSettings& settings) {
    Excerpt result;
    if (excerpt.cut_before) result.text = std::string(ellipsis(settings)) + ' ';
    const std::size_t shift = result.text.size();
    result.text += excerpt.text;
    if (excerpt.cut_after) result.text += ' ' + std::string(ellipsis(settings));
    for (const Span& mark : excerpt.marks) result.marks.push_back({mark.begin + shift, mark.end + shift});
    return result;
}

void append_line(std::string& to, const Excerpt& excerpt, Span line, bool bold, bool colour) {
    const std::string_view text = excerpt.text;
    if (colour && bold) to += bold_on;
    std::size_t at = line.begin;
    for (const Span& mark : excerpt.marks) {
        const std::size_t begin = std::max(mark.begin, line.begin);
        const std::size_t end = std::min(mark.end, line.end);
        if (begin >= end) continue;
        to += text.substr(at, begin - at);
        if (colour) to += mark_on;
        to += text.substr(begin, end - begin);
        if (colour) to += all_off;
        if (colour && bold) to += bold_on;
        at = end;
    }
    to += text.substr(at, line.end - at);
    if (colour && bold) to += all_off;
}

}  // namespace

std::vector<Span> wrap(std::string_view text, std::size_t width) {
    if (width == 0) return {{0, text.size()}};
    std::vector<Span> lines;
    std::size_t begin = 0;
    std::size_t used = 0;
    std::size_t border = 0;  // the last place in this line where it may end
    std::size_t at = 0;
    while (at < text.size()) {
        if (at > begin && is_word_border(text, at)) border = at;
        std::size_t next = at;
        const char32_t character = next_character(text, next);
        const std::size_t wide = columns(character);
        if (used + wide <= width || character == ' ' || at == begin) {
            used += wide;
            at = next;
            continue;
        }
        std::size_t end = border > begin ? border : cluster_border_before(text, at);
        if (end <= begin) end = at;
        std::size_t trimmed = end;
        while (trimmed > begin && text[trimmed - 1] == ' ') --trimmed;
        lines.push_back({begin, trimmed});
        begin = end;
        while (begin < text.size() && text[begin] == ' ') ++begin;
        at = begin;
        used = 0;
    }
    std::size_t end = text.size();
    while (end > begin && text[end - 1] == ' ') --end;
    if (end > begin || lines.empty()) lines.push_back({begin, end});
    return lines;
}

std::size_t paragraph_width(const OutputSettings& settings, std::size_t indent) {
    if (settings.width == 0) return 0;
    const std::size_t width = std::min(settings.width, widest_paragraph);
    return std::max(width - std::min(width, indent), narrowest_paragraph);
}

void append_paragraph(std::string& to, const Excerpt& excerpt, std::size_t indent, bool bold,
                      const OutputSettings& settings) {
    const Excerpt complete = with_ellipses(with_joined_marks(printable(excerpt)), settings);
    const Excerpt shown = settings.colour ? complete : with_stars(complete);
    bool first = true;
    for (const Span& line : wrap(shown.text, paragraph_width(settings, indent))) {
        if (!first) to.append(indent, ' ');
        first = false;
        append_line(to, shown, line, bold, settings.colour);
        to += '\n';
    }
}

std::string emphasised(std::string_view text, const OutputSettings& settings) {
    if (!settings.colour) return std::string(text);
    return std::string(bold_on).append(text).append(all_off);
}

std::string_view ellipsis(const OutputSettings& settings) {
    return settings.unicode ? "…" : "...";
}

std::string_view separator(const OutputSettings& settings) {
    return settings.unicode ? " · " : " - ";
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    if (digits.size() < 5) return digits;
    for (std::size_t at = digits.size() - 3; at > 0; at -= std::min<std::size_t>(at, 3)) {
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string counted(std::uint64_t number, std::string_view singular) {
    return grouped(number).append(" ").append(singular).append(number == 1 ? "" : "s");
}

}  // namespace dateline
