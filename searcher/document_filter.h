#pragma once

#include <xapian.h>

namespace dateline {

/// Matches documents one by one, with no weight, by what the index cannot look up. Its estimate is the
/// greatest there is, so that a conjunction never lets it lead: it is asked about documents that have all
/// else.
class DocumentFilter : public Xapian::PostingSource {
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
    /// Asked with growing numbers, none beyond the last of the part.
    [[nodiscard]] virtual bool matches(Xapian::docid document) = 0;

private:
    void move_to(Xapian::docid document);

    Xapian::Database part_;
    Xapian::docid here_ = 0;
    Xapian::docid last_ = 0;
    bool here_matches_ = false;
};

}  // namespace dateline
