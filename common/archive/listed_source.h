#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

namespace dateline {

/// Numbers of documents of one part, in order, none twice.
using DocumentList = std::vector<Xapian::docid>;

/// Such a list for each of several parts, by the uuid of the part's database.
using DocumentsByPart = std::map<std::string, DocumentList>;

/// A query's view of listed documents, over all parts at once: matches every one of them, with no weight.
/// Searches take the dead and the copies that are folded away from whatever they match.
class ListedSource : public Xapian::PostingSource {
public:
    explicit ListedSource(std::shared_ptr<const DocumentsByPart> lists) : all_(std::move(lists)) {}

    [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return count(); }
    [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return count(); }
    [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return count(); }
    void next(double min_weight) override;
    void skip_to(Xapian::docid to, double min_weight) override;
    [[nodiscard]] bool at_end() const override { return at_ == count(); }
    [[nodiscard]] Xapian::docid get_docid() const override { return (*here_)[at_]; }
    [[nodiscard]] Xapian::PostingSource* clone() const override { return new ListedSource(all_); }
    void init(const Xapian::Database& part) override;

private:
    [[nodiscard]] Xapian::doccount count() const {
        return here_ ? static_cast<Xapian::doccount>(here_->size()) : 0;
    }

    std::shared_ptr<const DocumentsByPart> all_;
    const DocumentList* here_ = nullptr;
    Xapian::doccount at_ = 0;
    bool started_ = false;
};

}  // namespace dateline
