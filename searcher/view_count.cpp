#include "searcher/view_count.h"

#include "searcher/matching_copies.h"

namespace dateline {

ViewCounter::ViewCounter(const Archive& archive, const CopiesRequest& copies)
    : archive_(archive), folds_(copies.fold && has_copies(archive)) {}

std::uint64_t ViewCounter::count(const Xapian::Query& query) const {
    const Xapian::Query living = archive_.living(query);
    if (!folds_) return count_matches(archive_, living);
    const Matches matches = find_matches(archive_, living);
    MatchingCopies copies(archive_);
    LeadChoice any_lead;
    any_lead.matters = false;
    copies.find(matches, any_lead);
    return dateline::count(matches) - copies.folded();
}

}  // namespace dateline
