#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "common/text/fold.h"
#include "common/text/tokens.h"
#include "searcher/letter_case.h"

namespace dateline {

/// Where sentences and paragraphs begin among the positions of an article's words, and how each word is
/// written: what the index does not keep, read from the stored article.
class WrittenText {
public:
    /// The positions of a sentence or a paragraph.
    struct Stretch {
        Xapian::termpos first = 0;
        Xapian::termpos last = 0;
    };

    [[nodiscard]] Stretch sentence_at(Xapian::termpos position) const;
    [[nodiscard]] Stretch paragraph_at(Xapian::termpos position) const;

    /// True when the word at that position is written so.
    [[nodiscard]] bool is_written(Xapian::termpos position, LetterCase letters) const;

    /// The word at that position as it is written; nothing where none is.
    [[nodiscard]] std::string_view written_at(Xapian::termpos position) const;

    /// Each character of a script without spaces counts as a word.
    [[nodiscard]] std::uint64_t words() const { return words_.size(); }

private:
    friend class WrittenTexts;

    struct Word {
        Xapian::termpos position;
        std::string_view written;
    };

    std::vector<Word> words_;                  ///< in order
    std::vector<Xapian::termpos> sentences_;   ///< the first position of each
    std::vector<Xapian::termpos> paragraphs_;  ///< title and lede are paragraphs too
};

/// Reads the stored texts of an archive, one at a time; the archive must outlive it. Their positions are
/// those that the indexer gave the words: both cut with the same tokenizer.
class WrittenTexts {
public:
    explicit WrittenTexts(const Archive& archive) : archive_(archive) {}

    /// The number of the part, from 0, that has this database.
    [[nodiscard]] std::size_t part_of(const Xapian::Database& part) const;

    /// The text of a document, by its number within its part. Valid until the next one is asked for.
    [[nodiscard]] const WrittenText& read(std::size_t part, Xapian::docid number);

private:
    void add(std::string_view text, Xapian::termpos& position);

    const Archive& archive_;
    Folder folder_;
    Tokenizer tokenizer_{folder_};
    Article article_;  ///< what the words of `text_` point into
    WrittenText text_;
};

}  // namespace dateline
