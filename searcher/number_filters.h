#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/document_filter.h"
#include "searcher/query/counts.h"
#include "searcher/query/syntax_tree.h"
#include "searcher/written_text.h"

namespace dateline {

/// Documents that have a stem so often: the index counts the occurrences of a stem in the whole text.
class FrequencyFilter : public DocumentFilter {
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
class LengthFilter : public DocumentFilter {
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
