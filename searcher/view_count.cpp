#include "searcher/view_count.h"

#include "searcher/matching_copies.h"

namespace dateline {

ViewCounter::ViewCounter(const Archive& archive, const CopiesRequest& copies)
    : archive_(archive), folds_(copies.fold && has_copies(archive)) {}

std::uint64_t ViewCounter::count(const Xapian::Query& query) const {
    const Xapian::Query living = archive_.living(query);
    Xapian::Enquire enquire(archive_.database());
    enquire.set_query(living);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const std::uint64_t all =
        enquire.get_mset(0, 0, archive_.database().get_doccount()).get_matches_estimated();
    if (!folds_ || all < 2) return all;
    MatchingCopies copies(archive_);
    LeadChoice any_lead;
    any_lead.matters = false;
    copies.find(living, any_lead);
    return all - copies.folded();
}

}  // namespace dateline
