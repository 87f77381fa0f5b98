#include "searcher/word_diff.h"

#include <algorithm>
// dtl includes nothing of what it uses.
#include <dtl/dtl.hpp>
#include <iostream>
#include <list>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "common/error.h"
#include "common/text/characters.h"
#include "searcher/sentences.h"

namespace dateline {

namespace {

struct Word {
    std::string_view text;
    bool space_before = false;
    bool begins_paragraph = false;
};

using Words = std::vector<Word>;
using Numbers = std::vector<std::uint32_t>;

/// A paragraph's words; characters of scripts without spaces are words of their own.
void append_words(Words& words, std::string_view paragraph) {
    bool begins_paragraph = true;
    std::size_t at = 0;
    while (at < paragraph.size()) {
        const std::size_t begin = std::min(paragraph.find_first_not_of(' ', at), paragraph.size());
        if (begin == paragraph.size()) return;
        std::size_t end = begin;
        (void)next_character(paragraph, end);
        while (end < paragraph.size() && paragraph[end] != ' ' && !is_word_border(paragraph, end)) {
            (void)next_character(paragraph, end);
        }
        words.push_back({paragraph.substr(begin, end - begin), begin > at, begins_paragraph});
        begins_paragraph = false;
        at = end;
    }
}

Words words_of(const std::vector<std::string>& paragraphs) {
    Words words;
    for (const std::string& paragraph : paragraphs) append_words(words, paragraph);
    return words;
}

/// The words as numbers, the same for the same word.
class Numbering {
public:
    Numbers operator()(const Words& words) {
        Numbers numbers;
        numbers.reserve(words.size());
        for (const Word& word : words) {
            numbers.push_back(
                numbers_.emplace(word.text, static_cast<std::uint32_t>(numbers_.size())).first->second);
        }
        return numbers;
    }
    [[nodiscard]] std::size_t size() const { return numbers_.size(); }

private:
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

/// Some of the numbers of a text, and where they stand in it.
struct Chosen {
    Numbers numbers;
    std::vector<std::size_t> places;
};

std::vector<bool> those_in(const Numbers& numbers, std::size_t known) {
    std::vector<bool> present(known);
    for (const std::uint32_t number : numbers) present[number] = true;
    return present;
}

Chosen chosen(const Numbers& numbers, std::size_t first, std::size_t last, const std::vector<bool>& wanted) {
    Chosen result;
    for (std::size_t i = first; i < last; ++i) {
        if (!wanted[numbers[i]]) continue;
        result.numbers.push_back(numbers[i]);
        result.places.push_back(i);
    }
    return result;
}

/// For each word of `from` and of `to` whether it is kept; as many are in both, in the same order.
struct Kept {
    std::vector<bool> from;
    std::vector<bool> to;
};

/// What is equal at both ends is kept, and what only one text has is not: what needs comparing is the rest.
Kept kept_words(const Numbers& from, const Numbers& to, std::size_t known) {
    Kept kept{std::vector<bool>(from.size()), std::vector<bool>(to.size())};
    std::size_t first = 0;
    while (first < from.size() && first < to.size() && from[first] == to[first]) {
        kept.from[first] = kept.to[first] = true;
        ++first;
    }
    std::size_t from_end = from.size();
    std::size_t to_end = to.size();
    while (from_end > first && to_end > first && from[from_end - 1] == to[to_end - 1]) {
        kept.from[--from_end] = true;
        kept.to[--to_end] = true;
    }
    const Chosen old_words = chosen(from, first, from_end, those_in(to, known));
    const Chosen new_words = chosen(to, first, to_end, those_in(from, known));
    dtl::Diff<std::uint32_t, Numbers> diff(old_words.numbers, new_words.numbers);
    diff.compose();
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    for (const auto& [number, step] : diff.getSes().getSequence()) {
        if (step.type == dtl::SES_COMMON) {
            kept.from[old_words.places[old_at]] = true;
            kept.to[new_words.places[new_at]] = true;
        }
        if (step.type != dtl::SES_ADD) ++old_at;
        if (step.type != dtl::SES_DELETE) ++new_at;
    }
    return kept;
}

/// Puts words together to pieces, and pieces to paragraphs.
class Joiner {
public:
    void put(const Word& word, Change change, bool begins_paragraph) {
        if (paragraphs_.empty() || (begins_paragraph && !paragraphs_.back().empty())) {
            paragraphs_.emplace_back();
        }
        DiffParagraph& paragraph = paragraphs_.back();
        // What begins a paragraph in its own text is parted from whatever stands before it here.
        const bool space_before = word.space_before || (word.begins_paragraph && !paragraph.empty());
        if (paragraph.empty() || paragraph.back().change != change) {
            paragraph.push_back({change, std::string(word.text), space_before});
            return;
        }
        if (space_before) paragraph.back().text += ' ';
        paragraph.back().text += word.text;
    }
    std::vector<DiffParagraph> take() { return std::move(paragraphs_); }

private:
    std::vector<DiffParagraph> paragraphs_;
};

struct Counts {
    std::uint64_t removed = 0;
    std::uint64_t added = 0;
};

std::vector<DiffParagraph> compare(const std::vector<std::string>& from, const std::vector<std::string>& to,
                                   Counts& counts) {
    const Words old_words = words_of(from);
    const Words new_words = words_of(to);
    if (old_words.size() + new_words.size() > most_words_compared) {
        throw Error(fmt::format("these articles are too long to be compared: they have {} words",
                                old_words.size() + new_words.size()),
                    fmt::format("{} together are the most", most_words_compared));
    }
    Numbering number;
    const Numbers old_numbers = number(old_words);
    const Numbers new_numbers = number(new_words);
    const Kept kept = kept_words(old_numbers, new_numbers, number.size());
    Joiner joiner;
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    while (old_at < old_words.size() || new_at < new_words.size()) {
        bool parted = false;  // a paragraph that both begin here is one, though its first words changed
        for (; old_at < old_words.size() && !kept.from[old_at]; ++old_at, ++counts.removed) {
            joiner.put(old_words[old_at], Change::removed, old_words[old_at].begins_paragraph);
            parted = parted || old_words[old_at].begins_paragraph;
        }
        for (; new_at < new_words.size() && !kept.to[new_at]; ++new_at, ++counts.added) {
            joiner.put(new_words[new_at], Change::added, new_words[new_at].begins_paragraph && !parted);
            parted = false;
        }
        if (old_at == old_words.size() || new_at == new_words.size()) continue;
        const bool is_begun = parted && !old_words[old_at].begins_paragraph;
        joiner.put(new_words[new_at], Change::kept, new_words[new_at].begins_paragraph && !is_begun);
        ++old_at;
        ++new_at;
    }
    return joiner.take();
}

std::vector<std::string> text_of(const Article& article) {
    std::vector<std::string> paragraphs;
    if (!article.lede.empty()) paragraphs.push_back(article.lede);
    paragraphs.insert(paragraphs.end(), article.body.begin(), article.body.end());
    return paragraphs;
}

}  // namespace

std::vector<DiffParagraph> word_diff(const std::vector<std::string>& from,
                                     const std::vector<std::string>& to) {
    Counts counts;
    return compare(from, to, counts);
}

ArticleDiff article_diff(Article from, Article to) {
    ArticleDiff diff;
    Counts counts;
    diff.title = compare({from.title}, {to.title}, counts);
    diff.text = compare(text_of(from), text_of(to), counts);
    diff.removed = counts.removed;
    diff.added = counts.added;
    diff.from = std::move(from);
    diff.to = std::move(to);
    return diff;
}

}  // namespace dateline
