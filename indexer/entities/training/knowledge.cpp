#include "indexer/entities/training/knowledge.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <string>

#include "common/error.h"
#include "indexer/entities/characters.h"
#include "indexer/entities/hashing.h"
#include "indexer/entities/phrase_table.h"
#include "indexer/entities/tokenizer.h"
#include "indexer/entities/words.h"

namespace dateline::entities {
namespace {

struct ListFile {
    std::string_view name;
    List list;
};

constexpr std::array<ListFile, list_count> list_files{{
    {"country.txt", List::country},
    {"region.txt", List::region},
    {"bigcity.txt", List::big_city},
    {"city.txt", List::city},
    {"given.txt", List::given_name},
    {"surname.txt", List::surname},
    {"names_all.txt", List::any_name},
    {"person.txt", List::person},
    {"org.txt", List::organization},
    {"honor.txt", List::honorific},
    {"demonym.txt", List::demonym},
    {"organizations.txt", List::own_organization},
    {"organization_heads.txt", List::organization_head},
    {"organization_endings.txt", List::organization_ending},
    {"titles.txt", List::title},
    {"place_words.txt", List::place_word},
    {"news_agencies.txt", List::news_agency},
    {"person_verbs.txt", List::person_verb},
    {"wordnet_place.txt", List::known_place},
    {"wordnet_person.txt", List::known_person},
    {"wordnet_group.txt", List::known_group},
}};

/// Fewer sightings say nothing about how a word is written.
constexpr unsigned fewest_sightings = 3;
constexpr unsigned frequent = 50;

}  // namespace

std::vector<std::uint64_t> read_lists(std::span<const std::filesystem::path> folders) {
    std::map<std::uint64_t, std::uint32_t> phrases;
    const CaseTable no_cases;
    Spelling spelling;
    Word word;
    std::vector<Token> tokens;
    std::size_t files = 0;
    for (const std::filesystem::path& folder : folders) {
        for (const ListFile& file : list_files) {
            std::ifstream in(folder / file.name);
            if (!in) continue;
            ++files;
            std::string line;
            while (std::getline(in, line)) {
                if (line.empty() || line[0] == '#') continue;
                tokenize(line, tokens);
                if (tokens.empty() || tokens.size() > longest_phrase) continue;
                std::uint64_t phrase = 0;
                for (std::size_t i = 0; i < tokens.size(); ++i) {
                    if (i > 0) phrases[phrase] |= goes_on;
                    const std::string_view text =
                        std::string_view(line).substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
                    describe(text, CaseMode::mixed, no_cases, word, spelling);
                    phrase = extend_phrase(phrase, word.folded);
                }
                phrases[phrase] |= bit_of(file.list);
            }
        }
    }
    if (files == 0 && !folders.empty())
        throw Error("no list of names in this folder").at(folders[0].string());
    return PhraseTable::build(
        std::vector<std::pair<std::uint64_t, std::uint32_t>>(phrases.begin(), phrases.end()));
}

struct CaseCounter::Counts {
    struct Sightings {
        unsigned all = 0;
        unsigned lower = 0;
    };
    std::map<std::string, Sightings, std::less<>> words;
    std::string folded;
};

CaseCounter::CaseCounter() : counts_(std::make_unique<Counts>()) {}
CaseCounter::~CaseCounter() = default;

void CaseCounter::add(const LabelledSentence& sentence) {
    // Headlines say nothing about case.
    unsigned lower = 0;
    unsigned upper = 0;
    for (const std::string& word : sentence.words) {
        const Look look = look_of(word);
        if (look == Look::lower) ++lower;
        if (look >= Look::capital) ++upper;
    }
    if (lower <= upper) return;
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        const Look look = look_of(sentence.words[i]);
        if (look <= Look::number) continue;
        const bool initial = i == 0 || look_of(sentence.words[i - 1]) == Look::punctuation;
        if (initial && look != Look::lower) continue;
        fold_word(sentence.words[i], counts_->folded);
        Counts::Sightings& sightings = counts_->words[counts_->folded];
        ++sightings.all;
        if (look == Look::lower) ++sightings.lower;
    }
}

std::vector<std::uint32_t> CaseCounter::table() const {
    std::vector<std::pair<std::uint64_t, unsigned>> classes;
    for (const auto& [word, sightings] : counts_->words) {
        if (sightings.all < fewest_sightings) continue;
        const double share = static_cast<double>(sightings.lower) / sightings.all;
        const unsigned step = sightings.lower == 0              ? 1
                              : share < 0.1                     ? 2
                              : share < 0.3                     ? 3
                              : share < 0.7                     ? 4
                              : share < 0.9                     ? 5
                              : sightings.lower < sightings.all ? 6
                                                                : 7;
        classes.emplace_back(hash_bytes(word), step + (sightings.all >= frequent ? 7 : 0));
    }
    return CaseTable::build(classes);
}

}  // namespace dateline::entities
