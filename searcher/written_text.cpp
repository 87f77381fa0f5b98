#include "searcher/written_text.h"

#include <algorithm>

#include "common/archive/zones.h"
#include "searcher/sentences.h"

namespace dateline {

namespace {

/// True when a sentence ends between two words, of which one ends and the other begins there.
bool sentence_ends_between(std::string_view text, std::size_t end, std::size_t begin) {
    for (std::size_t at = end; at <= begin; ++at) {
        if (sentence_ends_at(text, at)) return true;
    }
    return false;
}

/// The stretch around a position, given where all of them begin.
WrittenText::Stretch stretch_at(const std::vector<Xapian::termpos>& begins, Xapian::termpos position) {
    const auto next = std::ranges::upper_bound(begins, position);
    return {next == begins.begin() ? 0 : *(next - 1), next == begins.end() ? ~Xapian::termpos{0} : *next - 1};
}

}  // namespace

WrittenText::Stretch WrittenText::sentence_at(Xapian::termpos position) const {
    return stretch_at(sentences_, position);
}

WrittenText::Stretch WrittenText::paragraph_at(Xapian::termpos position) const {
    return stretch_at(paragraphs_, position);
}

bool WrittenText::is_written(Xapian::termpos position, LetterCase letters) const {
    if (letters == LetterCase::any) return true;
    return dateline::is_written(written_at(position), letters);
}

std::string_view WrittenText::written_at(Xapian::termpos position) const {
    const auto word = std::ranges::lower_bound(words_, position, {}, &Word::position);
    return word != words_.end() && word->position == position ? word->written : std::string_view();
}

std::size_t WrittenTexts::part_of(const Xapian::Database& part) const {
    // The uuid of several databases together is theirs in order, with colons between.
    const std::string all = archive_.database().get_uuid();
    const std::size_t at = std::min(all.find(part.get_uuid()), all.size());
    return static_cast<std::size_t>(
        std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), ':'));
}

const WrittenText& WrittenTexts::read(std::size_t part, Xapian::docid number) {
    text_.words_.clear();
    text_.sentences_.clear();
    text_.paragraphs_.clear();
    // Xapian deals the numbers of several databases out in turn.
    const std::size_t parts = archive_.manifest().parts.size();
    article_ = archive_.article(static_cast<Xapian::docid>((number - 1) * parts + part + 1));
    Xapian::termpos position = 0;
    add(article_.title, position);
    position += paragraph_gap;
    if (!article_.lede.empty()) {
        add(article_.lede, position);
        position += paragraph_gap;
    }
    for (const std::string& paragraph : article_.body) {
        add(paragraph, position);
        position += paragraph_gap;
    }
    return text_;
}

void WrittenTexts::add(std::string_view text, Xapian::termpos& position) {
    text_.paragraphs_.push_back(position + 1);
    text_.sentences_.push_back(position + 1);
    tokenizer_.start(text);
    Token token;
    std::size_t end_before = 0;
    bool first = true;
    while (tokenizer_.next(token)) {
        ++position;
        if (!first && sentence_ends_between(text, end_before, token.begin))
            text_.sentences_.push_back(position);
        text_.words_.push_back({position, text.substr(token.begin, token.end - token.begin)});
        end_before = token.end;
        first = false;
    }
}

}  // namespace dateline
