#include "searcher/similar_words.h"

#include <algorithm>

#include "common/text/characters.h"

namespace dateline {

namespace {

/// The distances of the beginnings of one word, which changes from its end, to all beginnings of another: row
/// by row of the table that `edit_distance` fills, kept so that words with a common beginning share their
/// rows.
class Rows {
public:
    Rows(std::u32string typed, unsigned limit) : typed_(std::move(typed)), limit_(limit) {
        std::vector<unsigned> first(typed_.size() + 1);
        for (std::size_t j = 0; j < first.size(); ++j) first[j] = static_cast<unsigned>(j);
        rows_.push_back(std::move(first));
    }

    /// Goes back to the first characters.
    void shrink(std::size_t characters) {
        rows_.resize(characters + 1);
        word_.resize(characters);
    }

    /// Adds a character; false when nothing that begins so is close enough.
    bool add(char32_t character) {
        word_ += character;
        const std::size_t i = word_.size();
        std::vector<unsigned> row(typed_.size() + 1);
        const std::vector<unsigned>& before = rows_[i - 1];
        row[0] = static_cast<unsigned>(i);
        unsigned least = row[0];
        for (std::size_t j = 1; j <= typed_.size(); ++j) {
            const unsigned replaced = typed_[j - 1] == character ? 0 : 1;
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + replaced});
            const bool swapped =
                i > 1 && j > 1 && character == typed_[j - 2] && word_[i - 2] == typed_[j - 1];
            if (swapped) row[j] = std::min(row[j], rows_[i - 2][j - 2] + 1);
            least = std::min(least, row[j]);
        }
        rows_.push_back(std::move(row));
        return least <= limit_;
    }

    [[nodiscard]] const std::u32string& word() const { return word_; }
    [[nodiscard]] bool close_enough() const { return rows_.back().back() <= limit_; }

private:
    std::u32string typed_;
    unsigned limit_;
    std::u32string word_;
    std::vector<std::vector<unsigned>> rows_;  ///< one more than `word_` has characters
};

std::u32string characters_of(std::string_view text) {
    std::u32string characters;
    for (std::size_t at = 0; at < text.size();) characters += next_character(text, at);
    return characters;
}

/// How many bytes the first characters of the text take.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
    std::size_t at = 0;
    for (; characters > 0; --characters) (void)next_character(text, at);
    return at;
}

}  // namespace

std::vector<std::string> similar_words(const Xapian::Database& database, const std::string& word,
                                       unsigned slips, std::size_t most) {
    std::vector<std::string> found;
    Rows rows(characters_of(word), slips);
    const auto end = database.allterms_end();
    auto term = database.allterms_begin();
    while (term != end && found.size() <= most) {
        const std::string here = *term;
        if (here.front() >= 'A' && here.front() <= 'Z') {
            term.skip_to("[");  // no word: prefixes of terms are capitals
            continue;
        }
        const std::u32string letters = characters_of(here);
        const auto common = std::ranges::mismatch(letters, rows.word()).in1 - letters.begin();
        rows.shrink(static_cast<std::size_t>(common));
        bool hopeful = true;
        while (hopeful && rows.word().size() < letters.size())
            hopeful = rows.add(letters[rows.word().size()]);
        if (hopeful && rows.close_enough()) found.push_back(here);
        const std::size_t looked_at = rows.word().size();
        if (hopeful || looked_at == letters.size()) {
            ++term;
            if (!hopeful) rows.shrink(looked_at - 1);
            continue;
        }
        std::string next = here.substr(0, bytes_of(here, looked_at));
        next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
        rows.shrink(looked_at - 1);
        term.skip_to(next);
    }
    return found;
}

}  // namespace dateline
