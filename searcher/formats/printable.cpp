#include "searcher/formats/printable.h"

#include <algorithm>

#include "common/text/characters.h"
#include "searcher/sentences.h"

namespace dateline {

namespace {

bool becomes_space(char32_t character) {
    return character == '\t' || character == '\n' || character == '\r' || character == 0x85 ||
           character == 0x2028 || character == 0x2029;
}

bool is_dropped(char32_t character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0) ||
           (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
           character == 0xFEFF;
}

void append_printable(char32_t character, std::string& to) {
    if (becomes_space(character)) {
        to += ' ';
    } else if (!is_dropped(character)) {
        append_character(character, to);
    }
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_printable(next_character(text, at), result);
    return result;
}

Excerpt printable(const Excerpt& excerpt) {
    Excerpt result{.cut_before = excerpt.cut_before, .cut_after = excerpt.cut_after};
    const std::string_view text = excerpt.text;
    std::size_t at = 0;
    const auto copy_to = [&](std::size_t end) {
        while (at < std::min(end, text.size())) append_printable(next_character(text, at), result.text);
    };
    for (const Span& mark : excerpt.marks) {
        copy_to(mark.begin);
        const std::size_t begin = result.text.size();
        copy_to(mark.end);
        if (result.text.size() > begin) result.marks.push_back({begin, result.text.size()});
    }
    copy_to(text.size());
    return result;
}

Excerpt clipped(const Excerpt& excerpt, std::size_t characters) {
    const std::string_view text = excerpt.text;
    std::size_t end = 0;
    std::size_t three_quarters = 0;
    for (std::size_t count = 0; count < characters && end < text.size(); ++count) {
        if (count <= characters - characters / 4) three_quarters = end;
        (void)next_character(text, end);
    }
    if (end == text.size()) return excerpt;
    end = cluster_border_before(text, end);
    for (std::size_t at = end; at > three_quarters; --at) {
        if (!is_word_border(text, at)) continue;
        end = at;
        break;
    }
    while (end > 0 && text[end - 1] == ' ') --end;
    Excerpt result{
        .text = std::string(text.substr(0, end)), .cut_before = excerpt.cut_before, .cut_after = true};
    for (const Span& mark : excerpt.marks) {
        if (mark.begin < end) result.marks.push_back({mark.begin, std::min(mark.end, end)});
    }
    return result;
}

Excerpt with_joined_marks(Excerpt excerpt) {
    std::vector<Span> joined;
    for (const Span& mark : excerpt.marks) {
        const bool continues =
            !joined.empty() && (mark.begin == joined.back().end || (mark.begin == joined.back().end + 1 &&
                                                                    excerpt.text[joined.back().end] == ' '));
        if (continues) {
            joined.back().end = mark.end;
        } else {
            joined.push_back(mark);
        }
    }
    excerpt.marks = std::move(joined);
    return excerpt;
}

}  // namespace dateline
