#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/query/counts.h"
#include "searcher/query/syntax_tree.h"
#include "searcher/written_text.h"

namespace dateline {

/// Matches documents one by one by a number each has, with no weight: a conjunction asks it about documents
/// that have all else, as it never leads.
class NumberFilter : public Xapian::PostingSource {
public:
    [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
    [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return part_.get_doccount(); }
    [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return part_.get_doccount(); }
    void next(double min_weight) override;
    void skip_to(Xapian::docid to, double min_weight) override;
    bool check(Xapian::docid document, double min_weight) override;
    [[nodiscard]] bool at_end() const override { return here_ > last_; }
    [[nodiscard]] Xapian::docid get_docid() const override { return here_; }
    void init(const Xapian::Database& part) override;

protected:
    [[nodiscard]] const Xapian::Database& part() const { return part_; }
    /// Asked with growing numbers, all of which the part has.
    [[nodiscard]] virtual bool matches(Xapian::docid document) = 0;

private:
    void move_to(Xapian::docid document);

    Xapian::Database part_;
    Xapian::docid here_ = 0;
    Xapian::docid last_ = 0;
    bool here_matches_ = false;
};

/// Documents that have a stem so often: the index counts the occurrences of a stem in the whole text.
class FrequencyFilter : public NumberFilter {
public:
    FrequencyFilter(std::string stem, Xapian::termcount least) : stem_(std::move(stem)), least_(least) {}

    [[nodiscard]] std::string get_description() const override {
        return std::to_string(least_) + " times " + stem_;
    }
    [[nodiscard]] Xapian::PostingSource* clone() const override { return new FrequencyFilter(stem_, least_); }
    void init(const Xapian::Database& part) override;

private:
    [[nodiscard]] bool matches(Xapian::docid document) override;

    std::string stem_;
    Xapian::termcount least_;
    Xapian::PostingIterator postings_;
    Xapian::PostingIterator end_;
};

/// Documents of so many words. The index knows that for texts with spaces between words; in others it counts
/// pairs of characters besides, so theirs are counted in the stored text.
class LengthFilter : public NumberFilter {
public:
    /// `unspaced` are all the characters that the archive has of such scripts.
    LengthFilter(CountRange range, std::shared_ptr<const std::vector<std::string>> unspaced,
                 std::shared_ptr<WrittenTexts> texts)
        : range_(range), unspaced_(std::move(unspaced)), texts_(std::move(texts)) {}

    [[nodiscard]] std::string get_description() const override { return "words:" + print_counts(range_); }
    [[nodiscard]] Xapian::PostingSource* clone() const override {
        return new LengthFilter(range_, unspaced_, texts_);
    }
    void init(const Xapian::Database& part) override;

private:
    [[nodiscard]] bool matches(Xapian::docid document) override;
    [[nodiscard]] bool in_range(std::uint64_t words) const;

    CountRange range_;
    std::shared_ptr<const std::vector<std::string>> unspaced_;
    std::shared_ptr<WrittenTexts> texts_;
    std::vector<bool> has_unspaced_;  ///< by document; empty when none has any
    std::size_t part_number_ = 0;
};

}  // namespace dateline
