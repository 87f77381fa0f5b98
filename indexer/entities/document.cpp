#include "indexer/entities/document.h"

#include <bit>
#include <string_view>

namespace dateline::entities {
namespace {

std::uint64_t hash_of(std::string_view word) {
    return hash_bytes(word);
}

bool is_locative(std::uint64_t word) {
    static const std::array<std::uint64_t, 9> words{
        hash_of("in"),      hash_of("at"),     hash_of("near"),    hash_of("from"),      hash_of("into"),
        hash_of("outside"), hash_of("across"), hash_of("through"), hash_of("throughout")};
    return std::ranges::find(words, word) != words.end();
}

}  // namespace

void Document::clear(std::size_t tokens) {
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(64, 2 * tokens));
    entries_.assign(size, {});
    taken_ = 0;
}

std::size_t Document::place_of(std::uint64_t word) const {
    const std::size_t mask = entries_.size() - 1;
    std::size_t at = static_cast<std::size_t>(word) & mask;
    while (entries_[at].count != 0 && entries_[at].word != word) at = (at + 1) & mask;
    return at;
}

void Document::grow() {
    std::vector<Entry> old(entries_.size() * 2);
    old.swap(entries_);
    for (const Entry& entry : old) {
        if (entry.count != 0) entries_[place_of(entry.word)] = entry;
    }
}

void Document::add(std::span<const Word> words, std::span<const ListMatch> matches) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Word& here = words[i];
        if (here.look <= Look::number) continue;
        if (entries_.empty() || 4 * taken_ >= 3 * entries_.size()) grow();
        Entry& entry = entries_[place_of(here.folded)];
        if (entry.count == 0) {
            entry.word = here.folded;
            ++taken_;
        }
        ++entry.count;
        if (here.mode != CaseMode::mixed) continue;
        if (here.look == Look::lower) {
            entry.flags |= seen_lower;
            continue;
        }
        if (i > 0 && words[i - 1].look != Look::punctuation) entry.flags |= seen_capital;
        if (i > 0) {
            const std::uint32_t before = matches[i - 1].last;
            if ((before & (bit_of(List::honorific) | bit_of(List::title))) != 0) entry.flags |= after_title;
            if ((before & bit_of(List::given_name)) != 0 && words[i - 1].capitalized()) {
                entry.flags |= after_given_name;
            }
            if (is_locative(words[i - 1].folded)) entry.flags |= after_in;
        }
        if (i + 1 < words.size()) {
            if ((matches[i + 1].begin & bit_of(List::organization_ending)) != 0 &&
                words[i + 1].capitalized()) {
                entry.flags |= before_company;
            }
            if ((matches[i + 1].begin & bit_of(List::person_verb)) != 0) entry.flags |= before_verb;
            if (words[i + 1].look == Look::capital && (matches[i].any() & bit_of(List::given_name)) != 0) {
                entry.flags |= before_surname;
            }
        }
    }
}

std::size_t Document::repeated_word(const Word& word) const {
    if (word.look <= Look::number) return alone;
    const std::size_t place = place_of(word.folded);
    return entries_[place].count > 1 ? place : alone;
}

void Document::flags(std::span<const Word> words, std::vector<std::uint32_t>& flags) const {
    flags.assign(words.size(), 0);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].look <= Look::number) continue;
        const Entry& entry = entries_[place_of(words[i].folded)];
        flags[i] = entry.flags | (entry.count > 1 ? std::uint32_t{repeated} : 0U);
    }
}

}  // namespace dateline::entities
