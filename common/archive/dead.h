#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

namespace dateline {

/// Numbers of the documents of one part that are replaced or removed, in order. Parts never change, so this
/// is how an article leaves one.
using DeadList = std::vector<Xapian::docid>;

/// As they are on disk, with a hash behind.
[[nodiscard]] std::string to_bytes(const DeadList& dead);
/// The list of a part with so many articles, of which so many are dead. Throws Error when the bytes are
/// damaged or say something else.
[[nodiscard]] DeadList dead_from_bytes(std::string_view bytes, std::uint64_t articles, std::uint64_t dead);

/// The same of a part whose manifest is lost: whatever number of them is dead.
[[nodiscard]] DeadList dead_from_bytes(std::string_view bytes, std::uint64_t articles);

/// The dead of every part of an archive, by the uuid of the part's database.
using DeadByPart = std::map<std::string, DeadList>;

/// A query's view of the dead, over all parts at once: matches every one of them, with no weight. Searches
/// take it away from whatever they match.
class DeadSource : public Xapian::PostingSource {
public:
    explicit DeadSource(std::shared_ptr<const DeadByPart> dead) : all_(std::move(dead)) {}

    [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return count(); }
    [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return count(); }
    [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return count(); }
    void next(double min_weight) override;
    void skip_to(Xapian::docid to, double min_weight) override;
    [[nodiscard]] bool at_end() const override { return at_ == count(); }
    [[nodiscard]] Xapian::docid get_docid() const override { return (*here_)[at_]; }
    [[nodiscard]] Xapian::PostingSource* clone() const override { return new DeadSource(all_); }
    void init(const Xapian::Database& part) override;

private:
    [[nodiscard]] Xapian::doccount count() const {
        return here_ ? static_cast<Xapian::doccount>(here_->size()) : 0;
    }

    std::shared_ptr<const DeadByPart> all_;
    const DeadList* here_ = nullptr;
    Xapian::doccount at_ = 0;
    bool started_ = false;
};

}  // namespace dateline
