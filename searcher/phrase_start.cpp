#include "searcher/phrase_start.h"

#include <memory>

#include "common/fields.h"
#include "searcher/positions.h"
#include "searcher/word_stems.h"

namespace dateline {

using Xapian::Query;

Query without_false_starts(const Query& phrase, const Archive& archive, Analyzer& analyzer,
                           const std::vector<std::string>& words) {
    if (words.size() < 2 || !analyzer.word(words.front()).shared()) return phrase;
    // Position 1 is that of the title's first word.
    const Query rest_in_title = WordStems(archive, analyzer, words[1]).in(field(FieldId::title));
    auto pattern = std::make_shared<const PositionPattern>(
        PositionPattern{.kind = PositionPattern::Kind::word, .terms = {words.front()}});
    auto* stands_somewhere = new PositionFilter(std::move(pattern), FieldId::text);
    const Query written(Query::OP_FILTER, Query(words.front()), Query(stands_somewhere->release()));
    return {Query::OP_AND_NOT, phrase, Query(Query::OP_AND_NOT, rest_in_title, written)};
}

}  // namespace dateline
