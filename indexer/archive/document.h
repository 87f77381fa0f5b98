#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "common/archive/name_book.h"
#include "common/article.h"
#include "common/fields.h"
#include "common/hash.h"
#include "common/text/analyzer.h"
#include "indexer/copies/copy_words.h"

namespace dateline {

/// What tells whether an article has changed since it was indexed: a hash of all that its source says, of
/// how this version analyses it, and of where its names come from (Naming::version). `record` is that of the
/// article as its source has it, before any name was looked for.
[[nodiscard]] Hash128 fingerprint(std::string_view record, std::string_view naming);

/// A fingerprint as its slot holds it: 16 bytes and, when the article is from a file, 8 that stand for its
/// path, so that a run sees without reading the record that an article comes from another file than before.
[[nodiscard]] std::string to_value(const Hash128& fingerprint, std::string_view file);
/// The fingerprint of such a value; one that no article has when the value is damaged.
[[nodiscard]] Hash128 fingerprint_from_value(std::string_view value);

/// Turns articles into documents of the database: terms, positions and slots. One a
/// thread; the book of names is shared.
///
/// A word stands in the index as it is, with its positions and no weight, for phrases and exact words; and as
/// its stem, without positions, with the weight of all its forms, for ranking. A document's length is so the
/// number of its words. Title, lede and every paragraph are a gap of positions apart, so that no phrase
/// reaches across. Title and lede have stems of their own, but no weight and no positions: a phrase in the
/// title is a phrase whose positions lie in the title's zone, which saves a quarter of the positions. Stems
/// are those of the article's language.
class DocumentMaker {
public:
    explicit DocumentMaker(GrowingNameBook& names) : names_(names) {}

    [[nodiscard]] Xapian::Document make(const Article& article, const Hash128& fingerprint);

    /// Of the article that was made a document last, what CopyTextMaker makes of it: its words are at hand.
    [[nodiscard]] const CopyText& copy_text() const { return copy_text_; }

private:
    /// Adds the text's words behind `position` and their stems; those to the zone too unless it is nullptr.
    void add_text(Xapian::Document& document, std::string_view text, std::vector<const std::string*>* zone,
                  Xapian::termpos& position);
    void add_words(Xapian::Document& document, const Article& article);
    void add_label_stems(Xapian::Document& document, const Article& article);
    void add_names(Xapian::Document& document, const Article& article);
    static void add_dates(Xapian::Document& document, const Article& article);

    Analyzer analyzer_;
    StemmedWords* stemmed_ = nullptr;  ///< of the language of the article in hand
    GrowingNameBook& names_;
    std::unordered_map<std::uint32_t, std::size_t> place_of_;  ///< a name's number among those of its field
    // The stems of the article in hand, one entry an occurrence.
    std::vector<const std::string*> stems_;
    std::vector<const std::string*> title_stems_;
    std::vector<const std::string*> lede_stems_;
    CopyText copy_text_;
};

}  // namespace dateline
