#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/archive/archive.h"
#include "searcher/posting_list.h"
#include "searcher/score_part.h"
#include "searcher/word_weight.h"

namespace dateline {

/// Scores articles by the sum of some parts. Xapian could do it, but it would read the positions of words in
/// every article that matches, although few of them could come to stand on the page: that takes ten times
/// as long as all the rest.
class Scorer {
public:
    /// The archive must outlive this.
    Scorer(const Archive& archive, std::vector<ScorePart> parts, const WordWeightSettings& settings);

    [[nodiscard]] const std::vector<ScorePart>& parts() const { return parts_; }

    /// What each part gives to that document of the archive.
    [[nodiscard]] std::vector<double> addends(Xapian::docid document) const;

private:
    friend class PartScorer;

    /// A word, which several parts of a score may weigh.
    struct Word {
        WeighedTerms terms;
        WordWeight weight;
    };

    [[nodiscard]] std::size_t place_of(const WeighedTerms& word, const WordWeightSettings& settings);

    const Archive& archive_;
    std::vector<ScorePart> parts_;
    std::vector<Word> words_;
    std::vector<std::vector<std::size_t>> words_of_;  ///< of each part, in `words_`
};

/// Scores the documents of one part of an archive, in their order.
class PartScorer {
public:
    /// The scorer must outlive this.
    PartScorer(const Scorer& scorer, std::size_t part);

    /// Weighs these documents, numbers of the part in order and behind those that were weighed before. What
    /// the other functions say is about them, by their places here. Throws what Xapian throws.
    void weigh(std::span<const Xapian::docid> documents);

    /// The score of one that has all positions that could be asked of it: no less than its score.
    [[nodiscard]] double most(std::size_t place) const { return most_[place]; }
    /// Its score; or less than `bar`, if it comes to less than that.
    [[nodiscard]] double score(std::size_t place, double bar);
    /// How many of the words it has that parts of kind word weigh.
    [[nodiscard]] std::size_t words_present(std::size_t place) const;

    /// What each part gives.
    [[nodiscard]] std::vector<double> addends(std::size_t place);

private:
    /// The terms of a word or a condition in this part of the archive.
    struct Lists {
        std::vector<PostingList> any;
        std::vector<PostingList> english;  ///< that count in English articles only
    };

    void weigh_word(std::size_t word);
    void mark(std::vector<PostingList>& lists, std::vector<bool>& marks) const;
    [[nodiscard]] double addend(std::size_t part, std::size_t place) const;
    [[nodiscard]] bool stand_close(const Closeness& close, Xapian::docid document);
    [[nodiscard]] const std::vector<Xapian::termpos>& positions(const std::string& term,
                                                                Xapian::docid document);

    const Scorer& scorer_;
    const Xapian::Database& database_;
    std::size_t part_number_;
    std::vector<Lists> words_;
    std::vector<std::vector<PostingList>> within_;  ///< of each word
    std::vector<std::vector<PostingList>> with_;    ///< of each part of the score
    std::vector<PostingList> other_languages_;      ///< the articles that are not in English

    std::span<const Xapian::docid> documents_;
    std::vector<std::uint32_t> lengths_;
    std::vector<std::vector<double>> weights_;  ///< of each word in each document
    std::vector<std::vector<bool>> has_;        ///< of each part: whether a document has what `with` asks for
    std::vector<double> recency_;
    std::vector<double> least_;  ///< the score without what positions add
    std::vector<double> most_;

    struct Positions {
        Xapian::docid document = 0;
        std::vector<Xapian::termpos> list;
    };
    std::map<std::string, Positions, std::less<>> positions_;  ///< of the document looked at last
};

}  // namespace dateline
