#include "searcher/query_words.h"

#include <algorithm>

#include "common/text/characters.h"
#include "searcher/similar_words.h"
#include "searcher/written_spelling.h"

namespace dateline {

AnalyzedText QueryWords::analyze(std::string_view text) {
    AnalyzedText analyzed;
    Tokenizer& tokens = analyzer_.tokens();
    tokens.start(text);
    Token token;
    bool all_one_run = true;
    std::size_t run = 0;  // tokens of the unspaced run so far
    std::size_t run_end = std::string_view::npos;
    std::string joined;
    while (tokens.next(token)) {
        const std::string word(token.word);
        const bool goes_on = token.unspaced && token.begin == run_end;
        all_one_run = all_one_run && token.unspaced && (goes_on || analyzed.sequence.empty());
        if (!goes_on) {
            run = 0;
            analyzed.weighing.push_back(word);
        } else if (run == 1) {
            analyzed.weighing.back() += word;
        } else {
            analyzed.weighing.push_back(analyzed.sequence.back() + word);
        }
        ++run;
        run_end = token.unspaced ? token.end : std::string_view::npos;
        joined += word;
        analyzed.sequence.push_back(word);
        analyzed.written.emplace_back(text.substr(token.begin, token.end - token.begin));
    }
    if (all_one_run) analyzed.unspaced = joined;
    return analyzed;
}

std::vector<std::string> QueryWords::beginning_with(const std::string& folded, std::size_t most) const {
    return guard_xapian(archive_.folder(), [&] {
        std::vector<std::string> words;
        const Xapian::Database& database = archive_.database();
        const auto end = database.allterms_end(folded);
        for (auto term = database.allterms_begin(folded); term != end && words.size() <= most; ++term) {
            words.push_back(*term);
        }
        return words;
    });
}

std::vector<std::string> QueryWords::similar_to(const std::string& folded, unsigned slips,
                                                std::size_t most) const {
    return guard_xapian(archive_.folder(),
                        [&] { return similar_words(archive_.database(), folded, slips, most); });
}

std::vector<std::string> QueryWords::unspaced() {
    return guard_xapian(archive_.folder(), [&] {
        std::vector<std::string> found;
        const Xapian::Database& database = archive_.database();
        const auto end = database.allterms_end();
        auto term = database.allterms_begin();
        constexpr std::string_view first_of_them = "\u0e00";
        for (term.skip_to(std::string(first_of_them)); term != end;) {
            const std::string here = *term;
            Tokenizer& tokens = analyzer_.tokens();
            tokens.start(here);
            Token token;
            const bool is_unspaced = tokens.next(token) && token.unspaced;
            if (is_unspaced && token.end == here.size()) found.push_back(here);
            if (is_unspaced) {
                ++term;
                continue;
            }
            // Words of another script are passed over as far as they begin alike.
            std::size_t character_end = 0;
            (void)next_character(here, character_end);
            std::string next = here.substr(0, character_end);
            next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
            term.skip_to(next);
        }
        return found;
    });
}

std::vector<std::string> QueryWords::forms_of(const std::string& folded) {
    std::vector<std::string> forms;
    for (const std::string& language : archive_.languages()) add_forms(folded, language, forms);
    if (forms.empty()) return {folded};
    std::ranges::sort(forms);
    const auto repeated = std::ranges::unique(forms);
    forms.erase(repeated.begin(), repeated.end());
    return forms;
}

void QueryWords::add_forms(const std::string& folded, std::string_view language,
                           std::vector<std::string>& forms) {
    StemmedWords& words = analyzer_.words_in(language);
    const IndexedWord word = words.word(folded);
    std::string_view stem = word.stem;
    if (stem.starts_with(language_mark)) stem.remove_prefix(language_mark.size() + language.size());
    // Forms differ in their last letters; only those of die, lie and tie in their second ("dying", "dies").
    const bool keeps_first_letter_only = stem == "die" || stem == "lie" || stem == "tie";
    const auto differs = std::ranges::mismatch(word.word, stem).in1;
    const auto common = static_cast<std::size_t>(differs - word.word.begin());
    std::string begin = word.word.substr(
        0, keeps_first_letter_only ? 1 : std::max<std::size_t>(2, common < 2 ? 0 : common - 2));
    while (!begin.empty() && (static_cast<unsigned char>(begin.back()) & 0xC0) == 0x80) begin.pop_back();
    if (!begin.empty() && static_cast<unsigned char>(begin.back()) >= 0xC0) begin.pop_back();
    if (begin.empty()) return;
    for (std::string& candidate : beginning_with(begin, static_cast<std::size_t>(-2))) {
        if (candidate == word.word || words.word(candidate).stem == word.stem) forms.push_back(candidate);
    }
}

PositionPattern any_word_pattern(std::vector<std::string> words) {
    return {.kind = PositionPattern::Kind::word, .terms = std::move(words)};
}

PositionPattern sequence_pattern(const std::vector<std::string>& words) {
    PositionPattern pattern{.kind = PositionPattern::Kind::sequence};
    for (const std::string& word : words) {
        pattern.children.push_back({.kind = PositionPattern::Kind::word, .terms = {word}});
    }
    return pattern;
}

PositionPattern exact_pattern(const AnalyzedText& text) {
    PositionPattern pattern = sequence_pattern(text.sequence);
    for (std::size_t i = 0; i < text.sequence.size(); ++i) {
        if (is_folded_away(text.written[i], text.sequence[i]))
            pattern.children[i].spelling = written_letters(text.written[i]);
    }
    return pattern;
}

}  // namespace dateline
