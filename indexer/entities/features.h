#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/entities/hashing.h"
#include "indexer/entities/phrase_table.h"
#include "indexer/entities/words.h"

namespace dateline::entities {

/// Changes whenever the features do: a model of another version is refused.
inline constexpr std::uint32_t feature_version = 1;

/// Words this far to either side have a say on a token.
inline constexpr int reach = 2;

/// Where a word stands in the names of the lists: a bit a list.
struct ListMatch {
    std::uint32_t begin = 0;
    std::uint32_t inside = 0;
    std::uint32_t last = 0;

    [[nodiscard]] std::uint32_t any() const { return begin | inside | last; }
};

/// Finds the longest names of each list in a sentence; `matches` gets one entry a word.
void match_lists(std::span<const Word> words, const PhraseTable& phrases, std::vector<ListMatch>& matches);

/// What the rest of the article says about a word; bits that `context_features` reads.
enum DocumentFlag : std::uint32_t {
    seen_lower = 1U << 0U,        ///< written in lower case somewhere
    seen_capital = 1U << 1U,      ///< written with a capital inside a sentence
    after_title = 1U << 2U,       ///< stands after "Mr.", "President"
    after_given_name = 1U << 3U,  ///< stands after a given name
    before_company = 1U << 4U,    ///< stands before "Inc", "Corp"
    after_in = 1U << 5U,          ///< stands after "in", "near", "from"
    before_verb = 1U << 6U,       ///< stands before "said", "told"
    before_surname = 1U << 7U,    ///< a capitalised word follows and it is a given name
    repeated = 1U << 8U,          ///< stands there at least twice
};
inline constexpr unsigned document_flag_count = 9;

namespace detail {

enum Template : std::uint64_t {
    folded_word = 1,
    exact_shape,
    short_shape,
    prefix,
    suffix,
    gram,
    class_of_word,
    class_and_look,
    folded_and_look,
    ending_and_look,
    pair_before,
    pair_after,
    pair_around,
    pair_two_before,
    pair_two_after,
    shapes_three,
    shapes_before,
    shapes_after,
    shape_word_before,
    shape_word_after,
    ending_word_before,
    ending_word_after,
    class_before,
    class_after,
    list_here,
    list_and_look,
    list_before,
    list_after,
    lists_all,
    lists_and_before,
    lists_and_after,
    sentence_start,
    sentence_end,
    bias,
    skip_before,
    skip_after,
    flag,
    flags_all,
    classes_three,
    vote,
};

/// One hash of a template and what it looks at. The parts are hashes already or small numbers: a sum of odd
/// multiples keeps them apart, and one stir at the end spreads it.
[[nodiscard]] constexpr std::uint64_t key(Template which, std::uint64_t a, std::uint64_t b = 0,
                                          std::uint64_t c = 0, std::uint64_t d = 0) {
    return stir(static_cast<std::uint64_t>(which) * 0x9E3779B97F4A7C15ULL + a * 0xC2B2AE3D27D4EB4FULL +
                b * 0x165667B19E3779F9ULL + c * 0xA0761D6478BD642FULL + d * 0xE7037ED1A0B428DBULL);
}

}  // namespace detail

/// Calls `use(key)` for what a word says about the token `offset` words before it (so +1 is the word after
/// the token), whatever else stands around. These sums can be kept per word: most of a text is few words.
template <typename Use>
void word_features(const Word& word, const Spelling& spelling, int offset, Use use) {
    using namespace detail;
    const std::uint64_t salt =
        static_cast<std::uint64_t>(offset + 8) * 4 + (word.mode == CaseMode::caseless ? 1 : 0);
    const auto look = static_cast<std::uint64_t>(word.look) + (word.mode == CaseMode::title ? 16 : 0);
    use(key(folded_word, word.folded, salt));
    use(key(short_shape, word.shape, salt));
    if (offset < -1 || offset > 1) return;
    use(key(class_and_look, word.word_class * 64U + look, salt));
    use(key(suffix, word.ending, salt));
    if (offset != 0) return;
    use(key(bias, 0, salt));
    use(key(folded_and_look, word.folded, look, salt));
    use(key(ending_and_look, word.ending, look, salt));
    use(key(exact_shape, hash_bytes(spelling.shape), salt + static_cast<std::uint64_t>(word.mode) * 64));
    const std::string_view folded = spelling.folded;
    for (const std::size_t size : {1, 2, 3, 4, 5}) {
        if (folded.size() <= size) break;
        use(key(prefix, hash_bytes(folded.substr(0, size), size), salt));
        if (size != 3) use(key(suffix, hash_bytes(folded.substr(folded.size() - size), size), salt));
    }
    constexpr std::size_t gram_size = 4;
    constexpr std::size_t most_grams = 16;
    for (std::size_t i = 0; i + gram_size <= folded.size() && i < most_grams; ++i) {
        use(key(gram, hash_bytes(folded.substr(i, gram_size)), salt));
    }
}

/// What surrounds a token: the words of its sentence and what is known of each.
struct Context {
    std::span<const Word> words;
    std::span<const ListMatch> matches;
    std::span<const std::uint32_t> flags;  ///< DocumentFlag, one entry a word
};

/// Whether a name may stand at token `i` or touch it. Elsewhere, which is most of a text, the words alone say
/// enough, and nothing is looked up.
[[nodiscard]] inline bool wants_context(std::span<const Word> words, std::size_t i) {
    const auto near_name = [&](const Word& word) {
        return word.capitalized() || word.mode == CaseMode::caseless;
    };
    return near_name(words[i]) || (i > 0 && near_name(words[i - 1])) ||
           (i + 1 < words.size() && near_name(words[i + 1]));
}

/// Calls `use(key)` for the features of token `i` that depend on more than one word.
template <typename Use>
void context_features(const Context& context, std::size_t i, Use use) {
    using namespace detail;
    static constexpr Word edge{};
    static constexpr ListMatch nowhere{};
    const std::size_t count = context.words.size();
    if (!wants_context(context.words, i)) return;
    const Word& here = context.words[i];
    const Word& before = i >= 1 ? context.words[i - 1] : edge;
    const Word& after = i + 1 < count ? context.words[i + 1] : edge;
    const Word& two_before = i >= 2 ? context.words[i - 2] : edge;
    const Word& two_after = i + 2 < count ? context.words[i + 2] : edge;
    const std::uint64_t salt = here.mode == CaseMode::caseless ? 1 : 0;
    const auto look =
        static_cast<std::uint64_t>(here.look) + (here.mode == CaseMode::title ? 16 : 0) + salt * 32;

    use(key(pair_before, before.folded, here.folded, salt));
    use(key(pair_after, here.folded, after.folded, salt));
    use(key(pair_around, before.folded, after.folded, look));
    use(key(pair_two_before, two_before.folded, before.folded, look));
    use(key(pair_two_after, after.folded, two_after.folded, look));
    use(key(shapes_before, before.shape, here.shape));
    use(key(shapes_after, here.shape, after.shape));
    use(key(shapes_three, before.shape, here.shape, after.shape));
    use(key(shape_word_before, before.folded, here.shape));
    use(key(shape_word_after, after.folded, here.shape));
    use(key(ending_word_before, before.ending, here.ending, look));
    use(key(ending_word_after, here.ending, after.ending, look));
    const std::uint64_t classes = before.word_class * 256ULL + here.word_class * 16ULL + after.word_class;
    const auto looks = static_cast<std::uint64_t>(before.look) * 16 + static_cast<std::uint64_t>(after.look);
    use(key(classes_three, classes, looks, look));
    if (i == 0) use(key(sentence_start, here.word_class, look));
    if (i + 1 == count) use(key(sentence_end, look));

    // The nearest word to either side that is no punctuation: "St . John", "anti - gay".
    std::size_t near = i;
    while (near > 0 && context.words[near - 1].look == Look::punctuation && i - near < 3) --near;
    use(key(skip_before, near > 0 ? context.words[near - 1].folded : 0, look));
    near = i + 1;
    while (near < count && context.words[near].look == Look::punctuation && near - i < 4) ++near;
    use(key(skip_after, near < count ? context.words[near].folded : 0, look));

    const ListMatch& match = context.matches[i];
    const ListMatch& match_before = i >= 1 ? context.matches[i - 1] : nowhere;
    const ListMatch& match_after = i + 1 < count ? context.matches[i + 1] : nowhere;
    const auto each = [&](const ListMatch& from, Template plain, bool with_look) {
        for (std::uint32_t rest = from.any(); rest != 0; rest &= rest - 1) {
            const std::uint32_t bit = rest & -rest;
            const std::uint64_t part =
                ((from.begin & bit) != 0 ? 1U : 0U) | ((from.last & bit) != 0 ? 2U : 0U);
            use(key(plain, bit * 4ULL + part, salt));
            if (with_look) use(key(list_and_look, bit * 4ULL + part, look));
        }
    };
    each(match, list_here, true);
    each(match_before, list_before, false);
    each(match_after, list_after, false);
    if (match.any() != 0) {
        use(key(lists_all, match.begin, match.inside, match.last, look));
        use(key(lists_and_before, match.any(), match_before.any(), look));
        use(key(lists_and_after, match.any(), match_after.any(), look));
    }

    if (here.capitalized() || salt != 0) {
        const std::uint32_t flags = context.flags[i];
        for (std::uint32_t rest = flags; rest != 0; rest &= rest - 1) use(key(flag, rest & -rest, look));
        use(key(flags_all, flags, look));
    }
}

}  // namespace dateline::entities
