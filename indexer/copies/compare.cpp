#include "indexer/copies/compare.h"

#include <algorithm>
#include <bit>

#include "indexer/copies/sketch.h"

namespace dateline {

namespace {

/// Of a passage: fewer equal words come about by chance, "prime minister Jacques Chirac".
constexpr std::size_t fewest_equal = 4;

/// Words between two stretches of a passage, at most, that were replaced, misread, dropped or put in.
constexpr std::size_t widest_gap = 4;

/// Of the shorter text, from the first to the last word that both have, at least; in percent.
constexpr std::size_t least_span = 65;
/// Of all words of the shorter text, those found in the longer one at least; in percent.
constexpr std::size_t least_found = 70;
/// Words of it before and behind these, at most: longer than any lead or notice, and it is another story.
constexpr std::size_t most_outside = 30;

/// Places in the longer text that are tried for a pair of words.
constexpr int most_tried = 8;
/// And that are looked at: in a table the same pair may stand in every line.
constexpr int most_looked_at = 64;

constexpr std::uint32_t none = UINT32_MAX;

std::size_t pair_hash(CopyWord one, CopyWord other) {
    const std::uint64_t bits =
        (std::uint64_t{one.hash} << 32U | other.hash) * std::uint64_t{0x9E3779B97F4A7C15ULL};
    return static_cast<std::size_t>(bits >> 32U);
}

/// The least share of so many words that must stand in the other text, in percent. The fewer words there are,
/// the more of them any two reports of the same kind share.
std::size_t least_share(std::size_t words) {
    constexpr std::size_t short_text = 12;
    constexpr std::size_t full_text = 80;
    constexpr std::size_t of_short = 95;
    constexpr std::size_t of_full = 72;
    if (words <= short_text) return of_short;
    if (words >= full_text) return of_full;
    return of_short - (of_short - of_full) * (words - short_text) / (full_text - short_text);
}

bool numbers_agree(const Overlap& overlap) {
    constexpr std::size_t brief = 40;
    // Where words are misread, numbers are, too.
    if (overlap.words < brief)
        return overlap.numbers_other * 8 <= overlap.numbers_equal + 4 * overlap.misread;
    return overlap.numbers_other * 3 <= overlap.numbers_equal + 1 + overlap.misread;
}

bool is_copy(const Overlap& overlap) {
    // Less than a fifth of a text is a note on it, or it is a digest of many.
    if (overlap.words * 5 < overlap.longer) return false;
    // What stands before and behind may be a lead, a credit, a notice of one's own.
    if (overlap.span < fewest_copy_words || overlap.span * 100 < least_span * overlap.words) return false;
    if (overlap.words - overlap.span > most_outside) return false;
    if (overlap.equal * 2 < overlap.span) return false;
    // A word that is misread stands for another that nobody would know again.
    const std::size_t found = overlap.equal + overlap.misread + overlap.misread / 2;
    return found * 100 >= least_found * overlap.words &&
           found * 100 >= least_share(overlap.span) * overlap.span && numbers_agree(overlap);
}

}  // namespace

void Comparison::index_pairs() {
    const std::size_t slots = std::bit_ceil(std::max<std::size_t>(long_.size(), 16) * 2);
    first_.assign(slots, none);
    next_.assign(long_.size(), none);
    // From the end, so that each leads to those behind it.
    for (std::size_t at = long_.size() - 1; at-- > 0;) {
        std::uint32_t& first = first_[pair_hash(long_[at], long_[at + 1]) & (slots - 1)];
        next_[at] = first;
        first = static_cast<std::uint32_t>(at);
    }
}

Overlap Comparison::overlap(std::span<const CopyWord> one, std::span<const CopyWord> other) {
    short_ = one.size() <= other.size() ? one : other;
    long_ = one.size() <= other.size() ? other : one;
    Overlap all;
    all.words = short_.size();
    all.longer = long_.size();
    if (short_.size() < 2) return all;
    index_pairs();
    taken_.assign(long_.size(), false);
    std::size_t first = 0;
    for (std::size_t at = 0; at + 1 < short_.size();) {
        Passage best;
        std::size_t best_begin = 0;
        int tried = 0;
        int looked_at = 0;
        for (std::uint32_t there = first_[pair_hash(short_[at], short_[at + 1]) & (first_.size() - 1)];
             there != none && tried < most_tried && looked_at < most_looked_at; there = next_[there]) {
            ++looked_at;
            if (taken_[there] || long_[there] != short_[at] || long_[there + 1] != short_[at + 1]) continue;
            ++tried;
            const Passage found = passage(at, there);
            if (found.found.equal <= best.found.equal) continue;
            best = found;
            best_begin = there;
        }
        if (best.found.equal < fewest_equal) {
            ++at;
            continue;
        }
        if (all.equal == 0) first = at;
        all.span = best.end_in_short - first;
        all.equal += best.found.equal;
        all.misread += best.found.misread;
        all.numbers_equal += best.found.numbers_equal;
        all.numbers_other += best.found.numbers_other;
        std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(best_begin),
                  taken_.begin() + static_cast<std::ptrdiff_t>(best.end_in_long), true);
        at = best.end_in_short;
    }
    return all;
}

/// The passage that begins with the words at these places, over gaps, to where the texts part.
Comparison::Passage Comparison::passage(std::size_t at_short, std::size_t at_long) const {
    Passage passage{at_short, at_long, {}};
    const auto equal_at = [&](std::size_t in_short, std::size_t in_long) {
        return in_short < short_.size() && in_long < long_.size() && !taken_[in_long] &&
               short_[in_short] == long_[in_long];
    };
    for (;;) {
        std::size_t& i = passage.end_in_short;
        std::size_t& j = passage.end_in_long;
        while (equal_at(i, j)) {
            ++passage.found.equal;
            if (is_number(short_[i])) ++passage.found.numbers_equal;
            ++i;
            ++j;
        }
        // One equal word is enough behind a gap of the same width in both, else two.
        bool goes_on = false;
        for (std::size_t gap = 1; gap <= 2 * widest_gap && !goes_on; ++gap) {
            for (std::size_t in_short = gap > widest_gap ? gap - widest_gap : 0;
                 in_short <= std::min(gap, widest_gap) && !goes_on; ++in_short) {
                const std::size_t in_long = gap - in_short;
                if (!equal_at(i + in_short, j + in_long)) continue;
                if (in_short != in_long && !equal_at(i + in_short + 1, j + in_long + 1)) continue;
                count_gap(passage, in_short, in_long);
                goes_on = true;
            }
        }
        if (!goes_on) return passage;
    }
}

/// Looks at the words of a gap, one by one or, when there are more in one text, each at all of the other's,
/// and goes behind it.
void Comparison::count_gap(Passage& passage, std::size_t short_words, std::size_t long_words) const {
    const auto here = short_.subspan(passage.end_in_short, short_words);
    const auto there = long_.subspan(passage.end_in_long, long_words);
    const bool has_number = std::ranges::any_of(there, is_number);
    for (std::size_t i = 0; i < here.size(); ++i) {
        const bool alike =
            short_words == long_words
                ? looks_like(here[i], there[i])
                : std::ranges::any_of(there, [&](CopyWord word) { return looks_like(here[i], word); });
        if (alike) ++passage.found.misread;
        if (is_number(here[i]) && has_number && !alike) ++passage.found.numbers_other;
    }
    passage.end_in_short += short_words;
    passage.end_in_long += long_words;
}

Likeness Comparison::likeness(const CopyText& one, const CopyText& other) {
    if (std::min(one.words.size(), other.words.size()) < fewest_copy_words) return Likeness::neither;
    if (one.words == other.words) return Likeness::copy;
    if (!is_copy(overlap(one.words, other.words))) return Likeness::neither;
    return one.source != 0 && one.source == other.source ? Likeness::version : Likeness::copy;
}

}  // namespace dateline
