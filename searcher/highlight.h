#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/text/analyzer.h"
#include "searcher/answer.h"
#include "searcher/wanted.h"
#include "searcher/word_begins.h"

namespace dateline {

/// A place where something wanted stands in a text.
struct Match {
    Span span;
    std::uint32_t wanted = 0;       ///< which of the things wanted, below Highlighter::wanted_count()
    std::uint32_t first_token = 0;  ///< position of its first and last word among those of the text
    std::uint32_t last_token = 0;
};

/// Finds in texts what a query wants, in one pass over the words of each. Made once a query; it keeps a
/// reference to the analyzer, which it trims between texts.
class Highlighter {
public:
    Highlighter(const Wanted& wanted, Analyzer& analyzer);

    /// The texts that follow are in the language of that code (Article::language); at first in English.
    void set_language(std::string_view code) { stemmed_ = &analyzer_.words_in(code); }

    /// Appends the matches in `text` in the order of their ends; they may overlap. Spans count from
    /// `span_base`, tokens from `token_base`. Returns the position behind the last token that was looked at.
    std::uint32_t find(std::string_view text, std::size_t span_base, std::uint32_t token_base,
                       std::vector<Match>& matches);

    /// What to mark in `text`: the matches in order, those that overlap or touch made one.
    [[nodiscard]] std::vector<Span> marks(std::string_view text);

    /// Cuts all of each text into words: slower, and what the other way must come to as well.
    void look_at_everything() { in_english_.add_all(); }

    [[nodiscard]] std::size_t wanted_count() const { return words_in_.size(); }

    /// Of how many words the wanted thing of that number is made: one, or those of its phrase.
    [[nodiscard]] std::uint32_t words_in(std::uint32_t wanted) const { return words_in_[wanted]; }

private:
    /// One word of a wanted sequence; the sequences stand one behind the other, so that the word before is
    /// the step before.
    struct Step {
        std::uint32_t wanted = 0;
        bool first = false;
        bool last = false;
        bool touches = false;  ///< must begin where the word before ends
        LetterCase letters = LetterCase::any;
        // Where the sequence up to here was last found.
        std::uint32_t reached_at = 0;  ///< token, counted from 1 over all texts
        std::uint32_t first_token = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    enum class How : std::uint8_t { exact, stem, prefix };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Steps = std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>>;

    void add(const std::vector<std::string>& sequence, How how, LetterCase letters = LetterCase::any);
    void add_any(const std::vector<std::string>& words);
    void add_stems(const std::vector<std::string>& stems);
    void add_step(std::string_view word, How how, Step step);
    std::uint32_t find_in(std::string_view text, const WordBegins::Stretch& stretch, std::size_t span_base,
                          std::uint32_t token_base, std::vector<Match>& matches);
    void add_stem_to_begins(std::string_view stem);
    void collect(std::string_view word);

    Analyzer& analyzer_;
    StemmedWords* stemmed_;
    std::vector<Step> steps_;
    std::vector<std::uint32_t> words_in_;
    Steps exact_;
    Steps stems_;
    std::vector<std::pair<std::string, std::uint32_t>> prefixes_;
    std::bitset<256> begins_;           ///< the first bytes of words that could be a step
    WordBegins in_english_;             ///< how words of English texts begin that could be one
    std::vector<std::uint32_t> found_;  ///< the steps that the word in hand could be
    std::uint32_t tokens_seen_ = 0;
};

/// The spans of the matches in order, those that overlap or touch made one.
[[nodiscard]] std::vector<Span> merged_spans(const std::vector<Match>& matches);

/// The whole text, marked: for titles.
[[nodiscard]] Excerpt marked_whole(std::string_view text, Highlighter& highlighter);

}  // namespace dateline
