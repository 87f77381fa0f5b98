#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/fields.h"
#include "searcher/document_filter.h"
#include "searcher/letter_case.h"
#include "searcher/written_text.h"

namespace dateline {

/// What is asked of the places of words in an article: a tree, shared by the searches of all parts.
struct PositionPattern {
    enum class Kind : std::uint8_t {
        word,            ///< one of `terms` stands there
        sequence,        ///< the children, each right behind the one before
        adjacent,        ///< the children in order, each at most `distance` words behind the one before
        near,            ///< the children in any order, each at most `distance` words from the next
        any_of,          ///< one of the children
        same_sentence,   ///< the children at different places in one sentence
        same_paragraph,  ///< the children at different places in one paragraph
    };

    Kind kind = Kind::word;
    std::vector<std::string> terms{};
    std::vector<PositionPattern> children{};
    unsigned distance = 0;
    LetterCase letters = LetterCase::any;  ///< of `word`: how it must be written there
    std::string spelling{};  ///< of `word`: its letters there (written_letters); nothing: no matter
    /// How often it must occur; of the pattern as a whole only.
    std::size_t least = 1;

    /// True when the positions of the index do not tell, and the stored text must be read.
    [[nodiscard]] bool asks_for_text() const;
};

/// The pattern written out: "near/5(talk|talks, peace)".
[[nodiscard]] std::string description(const PositionPattern& pattern, FieldId zone);

/// Matches the documents in which a pattern occurs, within title or lede if asked. Join it with
/// AND to the words, so that it looks at the positions of no document without them.
/// Xapian's own phrases are faster; this is for what they cannot do. The stored text is read where positions
/// alone cannot tell, which takes some fifty times as long as they do.
class PositionFilter : public DocumentFilter {
public:
    /// `zone` is FieldId::title, lede or text. A pattern that asks for the text needs `texts`.
    PositionFilter(std::shared_ptr<const PositionPattern> pattern, FieldId zone,
                   std::shared_ptr<WrittenTexts> texts = nullptr)
        : pattern_(std::move(pattern)), zone_(zone), texts_(std::move(texts)) {}

    [[nodiscard]] std::string get_description() const override { return description(*pattern_, zone_); }
    [[nodiscard]] Xapian::PostingSource* clone() const override {
        return new PositionFilter(pattern_, zone_, texts_);
    }
    void init(const Xapian::Database& part) override;

private:
    [[nodiscard]] bool matches(Xapian::docid document) override;

    std::shared_ptr<const PositionPattern> pattern_;
    FieldId zone_;
    std::shared_ptr<WrittenTexts> texts_;
    std::size_t part_number_ = 0;
};

}  // namespace dateline
