#include "searcher/did_you_mean.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "common/edit_distance.h"
#include "common/text/characters.h"
#include "searcher/letter_case.h"
#include "searcher/phrase_start.h"
#include "searcher/query/characters.h"
#include "searcher/similar_words.h"
#include "searcher/written_text.h"

namespace dateline {

namespace {

constexpr std::size_t shortest = 3;
constexpr std::size_t shortest_for_two_slips = 6;
constexpr std::size_t most_candidates = 20'000;

/// Articles that are read to see how a word is written, and that are looked at to find these.
constexpr std::size_t enough_articles = 5;
constexpr std::size_t most_articles = 200;

/// What has less than this share of the articles of something as close is more likely a slip itself.
constexpr Xapian::doccount least_share = 50;

bool is_of_letters(std::string_view word) {
    return std::ranges::none_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Titles are written in capitals, and sentences begin with one: the form with the fewest is the word's own.
int capitals(std::string_view written) {
    if (is_written(written, LetterCase::all_capitals) && count_characters(written) > 1) return 2;
    return is_written(written, LetterCase::capitalised) ? 1 : 0;
}

}  // namespace

WordStems DidYouMean::stems_of(const std::string& folded) const {
    return {archive_, analyzer_, folded};
}

bool DidYouMean::is_unknown(const std::string& folded) const {
    return is_of_letters(folded) && count_characters(folded) >= shortest &&
           counter_.count(stems_of(folded).anywhere()) == 0;
}

std::vector<SuggestedWord> DidYouMean::suggest(const std::string& folded) const {
    std::vector<SuggestedWord> found;
    if (!is_unknown(folded)) return found;
    std::vector<std::vector<std::string>> stems;
    Xapian::doccount most = 0;
    for (const Candidate& candidate : candidates(folded)) {
        if (found.size() == most_suggestions) break;
        most = std::max(most, candidate.articles);
        if (candidate.articles < most / least_share) continue;
        const WordStems forms = stems_of(candidate.word);
        if (std::ranges::find(stems, forms.terms()) != stems.end())
            continue;  // another form of one that is told
        std::string written = as_written(candidate.word);
        if (written.empty()) continue;
        stems.push_back(forms.terms());
        found.push_back({folded, std::move(written), counter_.count(forms.anywhere())});
    }
    if (found.size() < most_suggestions) {
        if (auto two = parted(folded)) found.push_back(std::move(*two));
    }
    return found;
}

std::optional<SuggestedWord> DidYouMean::suggest_joined(const std::vector<std::string>& folded) const {
    std::string typed;
    std::string together;
    for (const std::string& word : folded) {
        typed += (typed.empty() ? "" : " ") + word;
        together += word;
    }
    if (folded.size() < 2 || !is_of_letters(together) || !has_word_character(together)) return std::nullopt;
    const std::uint64_t articles = counter_.count(stems_of(together).anywhere());
    std::string written = articles > 0 ? as_written(together) : std::string();
    if (written.empty()) return std::nullopt;
    return SuggestedWord{std::move(typed), std::move(written), articles};
}

/// The word parted where most articles have its two parts side by side.
std::optional<SuggestedWord> DidYouMean::parted(const std::string& folded) const {
    std::optional<SuggestedWord> best;
    std::size_t at = 0;
    for (std::size_t letters = 1; letters + shortest <= count_characters(folded); ++letters) {
        (void)next_character(folded, at);
        if (letters < shortest) continue;
        const std::vector<std::string> parts{folded.substr(0, at), folded.substr(at)};
        const auto exists = [&](const std::string& part) { return archive_.database().term_exists(part); };
        if (!std::ranges::all_of(parts, exists)) continue;
        const Xapian::Query side_by_side(Xapian::Query::OP_PHRASE, parts.begin(), parts.end(), 2);
        const std::uint64_t articles =
            counter_.count(without_false_starts(side_by_side, archive_, analyzer_, parts));
        if (articles > (best ? best->articles : 0))
            best = SuggestedWord{folded, '"' + parts[0] + ' ' + parts[1] + '"', articles};
    }
    return best;
}

std::vector<DidYouMean::Candidate> DidYouMean::candidates(const std::string& folded) const {
    std::vector<Candidate> found;
    const Xapian::Database& database = archive_.database();
    const unsigned most_slips = count_characters(folded) < shortest_for_two_slips ? 1 : 2;
    for (unsigned slips = 1; slips <= most_slips && found.empty(); ++slips) {
        for (std::string& word : similar_words(database, folded, slips, most_candidates)) {
            if (word == folded || !is_of_letters(word) || !has_word_character(word)) continue;
            const Xapian::doccount articles = stems_of(word).articles();
            const std::size_t distance = edit_distance(folded, word, most_slips);
            if (articles > 0) found.push_back({std::move(word), distance, articles});
        }
    }
    std::ranges::sort(found, {}, [](const Candidate& one) {
        return std::tuple(one.slips, -static_cast<std::int64_t>(one.articles), one.word);
    });
    return found;
}

/// The word as the articles write it; nothing when it is a stem that stands in none of them, or when the
/// articles that have it are dead.
std::string DidYouMean::as_written(const std::string& folded) const {
    const Xapian::Database& database = archive_.database();
    const auto parts = static_cast<Xapian::docid>(archive_.databases_in_order().size());
    WrittenTexts texts(archive_);
    std::map<std::string, std::size_t> forms;
    std::size_t looked_at = 0;
    std::size_t read = 0;
    const auto end = database.postlist_end(folded);
    for (auto document = database.postlist_begin(folded); document != end; ++document) {
        if (++looked_at > most_articles || read == enough_articles) break;
        if (archive_.is_dead(*document)) continue;
        auto position = database.positionlist_begin(*document, folded);
        if (position == database.positionlist_end(*document, folded)) continue;
        ++read;
        const WrittenText& text = texts.read((*document - 1) % parts, (*document - 1) / parts + 1);
        for (; position != database.positionlist_end(*document, folded); ++position)
            ++forms[std::string(text.written_at(*position))];
    }
    forms.erase("");
    const auto best = std::ranges::min_element(forms, {}, [](const auto& form) {
        return std::pair(capitals(form.first), -static_cast<std::int64_t>(form.second));
    });
    return best == forms.end() ? std::string() : best->first;
}

}  // namespace dateline
