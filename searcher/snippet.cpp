#include "searcher/snippet.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/characters.h"
#include "searcher/sentences.h"

namespace dateline {

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Words of two paragraphs are never neighbours.
constexpr std::uint32_t tokens_between_paragraphs = 16;

// A place's worth: a word wanted counts `word_worth` once, a phrase one word more than it has, and a word
// that stands directly or nearly behind another a part of a word. With up to four words, no closeness
// outweighs one word more.
constexpr std::uint32_t word_worth = 8;
constexpr std::array<std::uint32_t, 2> closeness_worth{3, 2};
constexpr std::uint32_t near_tokens = 3;

/// Lede or body as one text, paragraphs apart by line breaks, with the matches in it.
struct Passage {
    std::string text;
    std::vector<Match> matches;  ///< by begin
};

struct Core {
    std::uint32_t worth = 0;
    Span span;
};

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// The byte that many characters behind `at`, or the end of the text.
std::size_t forward(std::string_view text, std::size_t at, std::size_t characters) {
    while (at < text.size() && (characters > 0 || is_continuation(text[at]))) {
        if (!is_continuation(text[at])) --characters;
        ++at;
    }
    return at;
}

/// The byte that many characters before `at`, or 0.
std::size_t backward(std::string_view text, std::size_t at, std::size_t characters) {
    for (; characters > 0 && at > 0; --characters) {
        do --at;
        while (at > 0 && is_continuation(text[at]));
    }
    return at;
}

/// Adds up what a window of matches is worth while matches enter at its end and leave at its begin.
class Worth {
public:
    Worth(const std::vector<Match>& matches, const Highlighter& highlighter)
        : matches_(matches), highlighter_(highlighter), counts_(highlighter.wanted_count()) {}

    [[nodiscard]] std::uint32_t total() const { return total_; }

    /// `alone`: no match before it is in the window.
    void enter(std::size_t index, bool alone) {
        Counts& counts = counts_[matches_[index].wanted];
        if (counts.seen++ == 0) total_ += own_worth(index);
        if (!alone) count_closeness(index, 1);
    }

    /// `last`: no match behind it is in the window.
    void leave(std::size_t index, bool last) {
        Counts& counts = counts_[matches_[index].wanted];
        if (--counts.seen == 0) total_ -= own_worth(index);
        if (!last) count_closeness(index + 1, -1);
    }

private:
    struct Counts {
        std::uint32_t seen = 0;
        std::array<std::int32_t, 2> close{};  ///< directly behind another, nearly
    };

    [[nodiscard]] std::uint32_t own_worth(std::size_t index) const {
        const std::uint32_t words = highlighter_.words_in(matches_[index].wanted);
        return word_worth * (words > 1 ? words + 1 : 1);
    }

    static std::uint32_t worth_of(const Counts& counts) {
        return counts.close[0] > 0 ? closeness_worth[0] : counts.close[1] > 0 ? closeness_worth[1] : 0;
    }

    void count_closeness(std::size_t index, std::int32_t change) {
        const Match& before = matches_[index - 1];
        const Match& match = matches_[index];
        if (before.wanted == match.wanted || match.first_token <= before.last_token) return;
        const std::uint32_t distance = match.first_token - before.last_token;
        if (distance > near_tokens) return;
        Counts& counts = counts_[match.wanted];
        total_ -= worth_of(counts);
        counts.close[distance == 1 ? 0 : 1] += change;
        total_ += worth_of(counts);
    }

    const std::vector<Match>& matches_;
    const Highlighter& highlighter_;
    std::vector<Counts> counts_;
    std::uint32_t total_ = 0;
};

/// The fewest matches among [first, last] that are worth as much as all of them.
Span tightened(const std::vector<Match>& matches, const Highlighter& highlighter, std::size_t first,
               std::size_t last, std::uint32_t worth) {
    Worth tally(matches, highlighter);
    std::size_t end = first;
    tally.enter(first, true);
    while (end < last && tally.total() < worth) tally.enter(++end, false);
    while (first < end) {
        tally.leave(first, false);
        if (tally.total() < worth) break;
        ++first;
    }
    Span span = matches[first].span;
    for (std::size_t i = first; i <= end; ++i) span.end = std::max(span.end, matches[i].span.end);
    return span;
}

/// The window of at most `length` characters that is worth most.
Core best_core(const Passage& passage, const Highlighter& highlighter, std::size_t length) {
    const std::vector<Match>& matches = passage.matches;
    if (matches.empty()) return {};
    const std::string_view text = passage.text;
    std::vector<Span> places(matches.size());  // of the matches, in characters
    std::size_t characters = 0;
    std::size_t counted_to = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const Span& span = matches[i].span;
        characters += characters_in(text.substr(counted_to, span.begin - counted_to));
        counted_to = span.begin;
        places[i] = {characters, characters + characters_in(text.substr(span.begin, span.end - span.begin))};
    }
    Worth tally(matches, highlighter);
    std::uint32_t best_worth = 0;
    std::size_t best_first = 0;
    std::size_t best_last = 0;
    std::size_t end = 0;  // behind the last match in the window
    for (std::size_t first = 0; first < matches.size(); ++first) {
        if (end == first) tally.enter(end++, true);
        while (end < matches.size() && places[end].end - places[first].begin <= length) {
            tally.enter(end++, false);
        }
        if (tally.total() > best_worth) {
            best_worth = tally.total();
            best_first = first;
            best_last = end - 1;
        }
        tally.leave(first, end == first + 1);
    }
    return {best_worth, tightened(matches, highlighter, best_first, best_last, best_worth)};
}

std::size_t last_word_border(std::string_view text, std::size_t first, std::size_t last) {
    for (std::size_t at = last + 1; at-- > first;) {
        if (is_word_border(text, at)) return at;
    }
    return npos;
}

std::size_t first_word_border(std::string_view text, std::size_t first, std::size_t last) {
    for (std::size_t at = first; at <= last; ++at) {
        if (is_word_border(text, at)) return at;
    }
    return npos;
}

/// Where an excerpt begins that shall show `core`.
std::size_t place_begin(std::string_view text, Span core, std::size_t length) {
    const std::size_t earliest = backward(text, core.end, length);
    if (earliest >= core.begin) return core.begin;
    const std::size_t sentence = last_sentence_begin(text, earliest, core.begin);
    if (sentence != npos) return sentence;
    const std::size_t room = length - characters_in(text.substr(core.begin, core.end - core.begin));
    const std::size_t target = backward(text, core.begin, room / 3);
    const std::size_t word = first_word_border(text, target, core.begin);
    return word != npos ? word : std::min(cluster_border_behind(text, target), core.begin);
}

/// Where an excerpt ends that begins at `begin` and shall show everything up to `needed`.
std::size_t place_end(std::string_view text, std::size_t begin, std::size_t needed, std::size_t length) {
    const std::size_t latest = forward(text, begin, length);
    if (latest == text.size()) return latest;
    if (needed >= latest) return cluster_border_before(text, latest);
    const std::size_t half = forward(text, begin, length / 2);
    const std::size_t sentence = last_sentence_end(text, std::max({needed, half, begin + 1}), latest);
    if (sentence != npos) return sentence;
    const std::size_t word = last_word_border(text, std::max(needed, begin + 1), latest);
    if (word != npos) return word;
    return std::max(cluster_border_before(text, latest), needed);
}

/// Where room is left before the end of the text, an earlier begin fills it.
std::size_t fill_before(std::string_view text, std::size_t begin, std::size_t end, std::size_t length) {
    const std::size_t earliest = backward(text, end, length);
    if (earliest >= begin) return begin;
    const std::size_t sentence = first_sentence_begin(text, earliest, begin);
    if (sentence != npos) return sentence;
    const std::size_t word = first_word_border(text, earliest, begin);
    return word != npos ? word : begin;
}

Excerpt lay_out(const Passage& passage, Span core, std::size_t length) {
    const std::string_view text = passage.text;
    std::size_t begin = place_begin(text, core, length);
    std::size_t end = place_end(text, begin, core.end, length);
    if (end == text.size()) begin = fill_before(text, begin, end, length);
    const auto is_blank = [&](std::size_t at) { return text[at] == ' ' || text[at] == '\n'; };
    while (begin < end && is_blank(begin)) ++begin;
    while (end > begin && is_blank(end - 1)) --end;

    Excerpt excerpt;
    excerpt.text = text.substr(begin, end - begin);
    std::replace(excerpt.text.begin(), excerpt.text.end(), '\n', ' ');
    excerpt.cut_before = begin > 0;
    excerpt.cut_after = end < text.size();
    std::vector<Match> shown;
    for (const Match& match : passage.matches) {
        if (match.span.end <= begin) continue;
        if (match.span.begin >= end) break;
        shown.push_back(match);
    }
    for (const Span& span : merged_spans(shown)) {
        excerpt.marks.push_back({std::max(span.begin, begin) - begin, std::min(span.end, end) - begin});
    }
    return excerpt;
}

void add_paragraph(Passage& passage, std::string_view paragraph, Highlighter& highlighter,
                   std::uint32_t& tokens) {
    while (!paragraph.empty() && paragraph.front() == ' ') paragraph.remove_prefix(1);
    while (!paragraph.empty() && paragraph.back() == ' ') paragraph.remove_suffix(1);
    if (paragraph.empty()) return;
    if (!passage.text.empty()) passage.text += '\n';
    const std::size_t base = passage.text.size();
    passage.text += paragraph;
    tokens = highlighter.find(paragraph, base, tokens, passage.matches) + tokens_between_paragraphs;
}

void sort_by_begin(std::vector<Match>& matches) {
    const auto before = [](const Match& a, const Match& b) {
        return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
    };
    if (!std::is_sorted(matches.begin(), matches.end(), before)) {
        std::sort(matches.begin(), matches.end(), before);
    }
}

}  // namespace

Excerpt best_excerpt(const Article& article, Highlighter& highlighter, std::size_t length) {
    if (length == 0) return {};
    Passage lede;
    Passage body;
    std::uint32_t tokens = 0;
    add_paragraph(lede, article.lede, highlighter, tokens);
    std::size_t size = 0;
    for (const std::string& paragraph : article.body) size += paragraph.size() + 1;
    body.text.reserve(size);
    for (const std::string& paragraph : article.body) add_paragraph(body, paragraph, highlighter, tokens);
    sort_by_begin(lede.matches);
    sort_by_begin(body.matches);

    const Core in_lede = best_core(lede, highlighter, length);
    const Core in_body = best_core(body, highlighter, length);
    if (in_body.worth > in_lede.worth) return lay_out(body, in_body.span, length);
    if (in_lede.worth > 0 || !lede.text.empty()) return lay_out(lede, in_lede.span, length);
    return lay_out(body, {}, length);
}

}  // namespace dateline
