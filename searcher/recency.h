#pragma once

#include <string>

#include <xapian.h>

#include "common/dates.h"
#include "searcher/document_filter.h"

namespace dateline {

/// All documents, each weighed by its day of publication: `weight` for today and later, half of it for each
/// `half_life` days before, but never less than the floor. What is older than that, or undated, has the floor
/// alike: of two articles from long ago neither is held back.
class RecencySource : public DocumentFilter {
public:
    /// The part of the weight that everything has.
    static constexpr double floor = 1.0 / 16;

    RecencySource(double weight, double half_life, Day today)
        : weight_(weight), half_life_(half_life), today_(today) {}

    [[nodiscard]] std::string get_description() const override;
    [[nodiscard]] Xapian::PostingSource* clone() const override {
        return new RecencySource(weight_, half_life_, today_);
    }
    void init(const Xapian::Database& part) override;
    [[nodiscard]] double get_weight() const override;

private:
    [[nodiscard]] bool matches(Xapian::docid document) override;

    double weight_;
    double half_life_;  ///< in days
    Day today_;
    Xapian::ValueIterator dates_;
    Xapian::ValueIterator end_;
    Xapian::docid document_ = 0;
};

}  // namespace dateline
