#include "common/archive/listed_source.h"

#include <algorithm>

namespace dateline {

void ListedSource::init(const Xapian::Database& part) {
    const auto found = all_->find(part.get_uuid());
    here_ = found == all_->end() ? nullptr : &found->second;
    at_ = 0;
    started_ = false;
}

void ListedSource::next(double) {
    if (started_) ++at_;
    started_ = true;
}

void ListedSource::skip_to(Xapian::docid to, double) {
    started_ = true;
    if (at_end()) return;
    const auto from = here_->begin() + at_;
    at_ = static_cast<Xapian::doccount>(std::lower_bound(from, here_->end(), to) - here_->begin());
}

}  // namespace dateline
